namespace ConnectMe.Media.Rtcp;

/// <summary>Why a datagram is not a compound of RTCP packets. One bad packet condemns the compound: none of it is acted on.</summary>
enum RtcpMalformedReason
{
    None,

    /// <summary>Less than one packet's header and SSRC.</summary>
    TooShort,

    /// <summary>More than an Ethernet frame.</summary>
    TooLong,

    /// <summary>Version is not 2: garbage, at the beginning or after good packets.</summary>
    Version,

    /// <summary>A packet says it is longer than what is left.</summary>
    LengthPastEnd,

    /// <summary>Padding on a packet that is not the last, empty, not in words, or longer than the packet (RFC 3550 §6.4.1).</summary>
    Padding,

    /// <summary>More report blocks, chunks or sources announced than the packet holds.</summary>
    CountPastEnd,

    /// <summary>More packets than anyone has reason to send at once.</summary>
    TooManyPackets,

    /// <summary>The type is none of RTCP's (RFC 5761 §4).</summary>
    UnknownType,
}
