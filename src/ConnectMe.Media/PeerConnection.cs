using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

/// <summary>
/// One browser's connection: ICE, DTLS, SRTP, RTP and RTCP put together. No socket, no clock; one thread.
/// <code>
/// datagram, path, now  ->  Handle  ->  Heard: what was said, decrypted
///                                      TryTake: what to send, what has happened. To be drained after each call.
/// </code>
/// Only the DTLS library has threads of its own; what it wants sent and what it reports comes in again by <see cref="MediaConnection.SendDtls"/> and <see cref="MediaConnection.Handle(DtlsOutput)"/>.
/// </summary>
sealed partial class PeerConnection : MediaConnection
{
    readonly IceLiteAgent _ice;
    readonly IDtlsTransport _dtls;
    readonly NegotiatedAudio _audio;
    readonly TelephoneEventReceiver? _events;
    Path? _dtlsPath;

    /// <param name="openDtls">Opens the DTLS side, whose callbacks need this connection.</param>
    public PeerConnection(ConnectionTerms terms, Func<PeerConnection, IDtlsTransport> openDtls, DateTimeOffset now)
        : base(
            new StreamSplicer(terms.Ssrc, terms.FirstSequenceNumber, terms.FirstTimestamp, terms.Audio.Preferred.ClockRate),
            new RtpReceiver(terms.Ssrc, terms.Audio.Preferred.ClockRate, authenticated: true),
            terms.CanonicalName
        )
    {
        _ice = new IceLiteAgent(terms.Ice, terms.RemoteUsernameFragment, now);
        _audio = terms.Audio;
        _events = _audio.TelephoneEvent is { } map ? new TelephoneEventReceiver(map.ClockRate) : null;
        _dtls = openDtls(this);
    }

    /// <summary>Every 20 ms: consent may have expired, a report may be due.</summary>
    public override void Handle(DateTimeOffset now)
    {
        _ice.Handle(now);
        DrainIce();
        Report(now);
    }

    public string UsernameFragment => _ice.Local.UsernameFragment;

    public bool IsConnected => Srtp is not null;

    public override NegotiatedAudio Audio => _audio;

    /// <summary>Where we send to: what the browser has nominated, before that where its handshake came from.</summary>
    public Path? Path => _ice.Nominated ?? _dtlsPath;

    /// <summary>Consent (<see cref="Handle(DateTimeOffset)"/>) is a browser's sign of life: it may be silent for as long as it likes.</summary>
    public override bool HasFallenSilent(bool expected) => false;

    public override void Dispose()
    {
        _dtls.Dispose();
        base.Dispose();
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
