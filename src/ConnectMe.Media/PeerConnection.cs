using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

/// <summary>
/// One browser's connection: ICE, DTLS, SRTP, RTP and RTCP put together. No socket, no clock; one thread.
/// <code>
/// datagram, path, now  ->  Handle  ->  Heard: what was said, decrypted
///                                      TryTake: what to send, what has happened. To be drained after each call.
/// </code>
/// Only the DTLS library has threads of its own; what it wants sent and what it reports comes in again by <see cref="SendDtls"/> and <see cref="Handle(DtlsOutput)"/>.
/// </summary>
sealed partial class PeerConnection : IMediaConnection
{
    readonly MediaOutputs _outputs = new();
    readonly IceLiteAgent _ice;
    readonly IDtlsTransport _dtls;
    readonly NegotiatedAudio _audio;
    readonly StreamSplicer _stream;
    readonly RtpReceiver _receiver;
    readonly RtcpSession _rtcp;
    readonly TelephoneEventReceiver? _events;
    SrtpSession? _srtp;
    Path? _dtlsPath;
    AudioCodec? _heardCodec;

    /// <param name="openDtls">Opens the DTLS side, whose callbacks need this connection.</param>
    public PeerConnection(ConnectionTerms terms, Func<PeerConnection, IDtlsTransport> openDtls, DateTimeOffset now)
    {
        _ice = new IceLiteAgent(terms.Ice, terms.RemoteUsernameFragment, now);
        _audio = terms.Audio;
        _stream = new StreamSplicer(terms.Ssrc, terms.FirstSequenceNumber, terms.FirstTimestamp, _audio.Preferred.ClockRate);
        _receiver = new RtpReceiver(terms.Ssrc, _audio.Preferred.ClockRate, authenticated: true);
        _rtcp = new RtcpSession(_stream, _receiver, terms.CanonicalName);
        _events = _audio.TelephoneEvent is { } map ? new TelephoneEventReceiver(map.ClockRate) : null;
        _dtls = openDtls(this);
    }

    /// <summary>Every 20 ms: consent may have expired, a report may be due.</summary>
    public void Handle(DateTimeOffset now)
    {
        _ice.Handle(now);
        DrainIce();
        Report(now);
    }

    public bool TryTake(out MediaOutput output) => _outputs.TryTake(out output);

    public string UsernameFragment => _ice.Local.UsernameFragment;

    public bool IsConnected => _srtp is not null;

    public NegotiatedAudio Audio => _audio;

    /// <summary>Where we send to: what the browser has nominated, before that where its handshake came from.</summary>
    public Path? Path => _ice.Nominated ?? _dtlsPath;

    public LineQuality Quality => EModel.Judge(_heardCodec ?? _audio.Preferred, _receiver, _rtcp);

    /// <summary>Consent (<see cref="Handle(DateTimeOffset)"/>) is a browser's sign of life: it may be silent for as long as it likes.</summary>
    public bool HasFallenSilent(bool expected) => false;

    public void Dispose()
    {
        _dtls.Dispose();
        _srtp?.Dispose();
    }
}

/// <summary>What a connection starts with; all that is random in it comes from outside.</summary>
sealed record ConnectionTerms(
    IceCredentials Ice,
    string RemoteUsernameFragment,
    NegotiatedAudio Audio,
    Ssrc Ssrc,
    SequenceNumber FirstSequenceNumber,
    RtpTimestamp FirstTimestamp,
    ReadOnlyMemory<byte> CanonicalName
);
