using System.Net;

namespace ConnectMe.Media;

/// <summary>What is known of the other side of a SIP leg, and wanted of it.</summary>
public sealed record LegOptions
{
    /// <summary>As in a=rtpmap ("PCMA", "opus"), the best first; what this machine has not is left out. Empty: all there are, and an offer's own order.</summary>
    public IReadOnlyList<string> Codecs { get; init; } = [];

    public MediaEncryption Encryption { get; init; }

    /// <summary>How keys are agreed on where we offer; an offer may come with either.</summary>
    public SrtpKeying Keying { get; init; }

    /// <summary>
    /// Where the SIP messages come from. Behind NAT, media is then learned from the address in the SDP and from this one only; when it is null, from
    /// whoever sends a real stream first.
    /// </summary>
    public IPAddress? SignalledFrom { get; init; }

    /// <summary>After how long without a packet, while somebody listens, the other side counts as gone. Three times that before the first packet.</summary>
    public TimeSpan MediaTimeout { get; init; } = TimeSpan.FromSeconds(30);
}

public enum MediaEncryption
{
    /// <summary>Not offered; used when the other side offers it.</summary>
    WhenOffered,

    /// <summary>Offered with keys, and plain RTP is taken for an answer (RTP/AVP with a=crypto, as phones call "optional").</summary>
    Optional,

    /// <summary>SRTP or no call.</summary>
    Required,
}

public enum SrtpKeying
{
    /// <summary>RFC 4568: keys in the SDP. Only as secret as the SIP messages are.</summary>
    Sdes,

    /// <summary>RFC 5763.</summary>
    Dtls,
}
