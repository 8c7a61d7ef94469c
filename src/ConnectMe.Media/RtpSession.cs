using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media;

/// <summary>
/// The media of one SIP leg: RTP and RTCP, plain or protected, to and from one phone or trunk (RFC 3550). No socket, no clock; one thread.
/// It lives as long as the leg: a new offer and answer change what it does (<see cref="Negotiate"/>), not who it is.
/// </summary>
sealed partial class RtpSession : IMediaConnection
{
    readonly MediaOutputs _outputs = new();
    readonly RtpOrigin _origin;
    readonly Func<DtlsTerms, RtpSession, IDtlsTransport> _openDtls;
    readonly Latch _latch = new();
    readonly StreamSplicer _stream;
    RtpReceiver _receiver;
    RtcpSession _rtcp;
    RtpTerms _terms;
    SrtpSession? _srtp;
    IDtlsTransport? _dtls;
    AudioCodec? _heardCodec;
    volatile bool _closed;
    ReceivedPackets _before;
    uint _heardBefore;
    int _silentSeconds;

    /// <param name="openDtls">Opens the DTLS side, whose callbacks need this session.</param>
    public RtpSession(RtpOrigin origin, RtpTerms terms, Func<DtlsTerms, RtpSession, IDtlsTransport> openDtls)
    {
        (_origin, _terms, _openDtls) = (origin, terms, openDtls);
        var clockRate = terms.Audio.Preferred.ClockRate;
        _stream = new StreamSplicer(origin.Ssrc, origin.FirstSequenceNumber, origin.FirstTimestamp, clockRate);
        _receiver = new RtpReceiver(origin.Ssrc, clockRate, terms.IsEncrypted);
        _rtcp = new RtcpSession(_stream, _receiver, origin.CanonicalName);
    }

    public NegotiatedAudio Audio => _terms.Audio;

    /// <summary>Closed, by whomever; readable from any thread.</summary>
    public bool IsClosed => _closed;

    public void Handle(DateTimeOffset now)
    {
        SendDigit(now);
        Report(now);
    }

    public bool TryTake(out MediaOutput output) => _outputs.TryTake(out output);

    /// <summary>One that sends nothing by agreement, and one that nobody listens to, may be silent. RTCP is a sign of life as well.</summary>
    public bool HasFallenSilent(bool expected)
    {
        var heard = _heardPackets;
        if (!expected || heard != _heardBefore || _terms.Direction != MediaDirection.SendReceive)
        {
            (_heardBefore, _silentSeconds) = (heard, 0);
            return false;
        }

        return ++_silentSeconds >= _terms.MediaTimeout.TotalSeconds * (heard == 0 ? BeforeFirst : 1);
    }

    public LineQuality Quality => EModel.Judge(_heardCodec ?? Audio.Preferred, _receiver, _rtcp, _before);

    public void Dispose()
    {
        _dtls?.Dispose();
        _srtp?.Dispose();
        _tones?.Dispose();
    }

    /// <summary>A phone that is rung with early media may take its time.</summary>
    const int BeforeFirst = 3;
}
