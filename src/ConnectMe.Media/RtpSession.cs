using ConnectMe.Media.Dtls;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media;

/// <summary>
/// The media of one SIP leg: RTP and RTCP, plain or protected, to and from one phone or trunk (RFC 3550). No socket, no clock; one thread.
/// It lives as long as the leg: a new offer and answer change what it does (<see cref="Negotiate"/>), not who it is.
/// </summary>
sealed partial class RtpSession : MediaConnection
{
    readonly RtpOrigin _origin;
    readonly Func<DtlsTerms, RtpSession, IDtlsTransport> _openDtls;
    readonly Latch _latch = new();
    RtpTerms _terms;
    IDtlsTransport? _dtls;
    volatile bool _closed;
    ReceivedPackets _before;
    uint _heardBefore;
    int _silentSeconds;

    /// <param name="openDtls">Opens the DTLS side, whose callbacks need this session.</param>
    public RtpSession(RtpOrigin origin, RtpTerms terms, Func<DtlsTerms, RtpSession, IDtlsTransport> openDtls)
        : base(
            new StreamSplicer(origin.Ssrc, origin.FirstSequenceNumber, origin.FirstTimestamp, terms.Audio.Preferred.ClockRate),
            new RtpReceiver(origin.Ssrc, terms.Audio.Preferred.ClockRate, terms.IsEncrypted),
            origin.CanonicalName
        ) => (_origin, _terms, _openDtls) = (origin, terms, openDtls);

    public override NegotiatedAudio Audio => _terms.Audio;

    /// <summary>The loop's note of where to send what this session wants sent, kept here since a look-up for each packet costs more; not the session's business.</summary>
    public Io.RtpPorts? Ports { get; set; }

    /// <summary>Closed, by whomever; readable from any thread.</summary>
    public bool IsClosed => _closed;

    public override void Handle(DateTimeOffset now)
    {
        SendDigit(now);
        Report(now);
    }

    /// <summary>One that sends nothing by agreement, and one that nobody listens to, may be silent. RTCP is a sign of life as well.</summary>
    public override bool HasFallenSilent(bool expected)
    {
        var heard = _heardPackets;
        if (!expected || heard != _heardBefore || _terms.Direction != MediaDirection.SendReceive)
        {
            (_heardBefore, _silentSeconds) = (heard, 0);
            return false;
        }

        return ++_silentSeconds >= _terms.MediaTimeout.TotalSeconds * (heard == 0 ? BeforeFirst : 1);
    }

    protected override ReceivedPackets Received => Receiver.Total + _before;

    public override void Dispose()
    {
        _dtls?.Dispose();
        _tones?.Dispose();
        base.Dispose();
    }

    /// <summary>A phone that is rung with early media may take its time.</summary>
    const int BeforeFirst = 3;
}
