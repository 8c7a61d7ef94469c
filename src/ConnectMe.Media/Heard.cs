using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media;

enum HeardKind
{
    /// <summary>Nothing to pass on: a check, a handshake, a report.</summary>
    Nothing,

    Audio,

    /// <summary>A telephone event, which is reported as a digit and not passed on.</summary>
    Event,

    Dropped,
}

/// <summary>What came in by one datagram.</summary>
readonly ref struct Heard
{
    public HeardKind Kind { get; private init; }

    /// <summary>A view on the datagram, which was decrypted in place.</summary>
    public RtpPacket Packet { get; private init; }

    /// <summary>Of audio.</summary>
    public AudioCodec? Codec { get; private init; }

    /// <summary>Why it was dropped.</summary>
    public DropReason Reason { get; private init; }

    public static Heard Nothing => default;

    public static Heard Audio(RtpPacket packet, AudioCodec codec) =>
        new()
        {
            Kind = HeardKind.Audio,
            Packet = packet,
            Codec = codec,
        };

    public static Heard Event(RtpPacket packet) => new() { Kind = HeardKind.Event, Packet = packet };

    public static Heard Dropped(DropReason reason) => new() { Kind = HeardKind.Dropped, Reason = reason };
}

/// <summary>Why a datagram on the media port was dropped; counted one by one.</summary>
enum DropReason
{
    /// <summary>The first byte is of no protocol spoken here (RFC 7983 §7).</summary>
    UnknownProtocol,

    MalformedStun,

    /// <summary>A check for an ufrag that no line has.</summary>
    UnknownUsernameFragment,

    /// <summary>A check that was met with silence: wrong password, or no request.</summary>
    StunUnanswered,

    /// <summary>No line has validated this address.</summary>
    UnknownAddress,

    /// <summary>At a leg's port, from an address that is not the other side's, or has not yet proved to be.</summary>
    ForeignSource,

    /// <summary>Media before the keys are known.</summary>
    BeforeHandshake,

    /// <summary>SRTP or SRTCP that is not from whom we shook hands with.</summary>
    NotAuthentic,

    Replayed,

    MalformedRtp,
    MalformedRtcp,

    /// <summary>Genuine, but too much of it, or looped.</summary>
    Excessive,

    UnknownPayloadType,

    /// <summary>Could not be sent, or there was no room to.</summary>
    NotSent,
}
