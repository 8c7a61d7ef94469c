namespace ConnectMe.Media.Rtp;

/// <summary>What to do with a packet that came in: use it when <see cref="Accepted"/> or <see cref="Late"/>, else drop and count it.</summary>
enum RtpVerdict
{
    Accepted,

    /// <summary>Overtaken by a newer one; still good for whoever reorders.</summary>
    Late,

    Duplicate,

    /// <summary>A new source has not yet sent enough in order to be believed (RFC 3550 §A.1).</summary>
    OnProbation,

    /// <summary>The sequence number is nowhere near the last one; believed when the next follows it (RFC 3550 §A.1).</summary>
    Jumped,

    /// <summary>More than twice the packets that the packet time allows.</summary>
    TooFast,

    /// <summary>More sources than a line can have.</summary>
    TooManySources,

    /// <summary>The payload type was not negotiated.</summary>
    UnknownPayloadType,

    /// <summary>Our own SSRC came back: a loop (RFC 3550 §8.2).</summary>
    Looped,
}
