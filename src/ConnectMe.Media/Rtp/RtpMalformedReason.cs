namespace ConnectMe.Media.Rtp;

/// <summary>Why a datagram is not an RTP packet.</summary>
enum RtpMalformedReason
{
    None,

    /// <summary>Less than the fixed header of 12 bytes.</summary>
    TooShort,

    /// <summary>More than any packet a 20 ms audio stream can need.</summary>
    TooLong,

    /// <summary>Version is not 2.</summary>
    Version,

    /// <summary>The CSRC list runs past the end.</summary>
    CsrcPastEnd,

    /// <summary>The header extension runs past the end.</summary>
    ExtensionPastEnd,

    /// <summary>The padding is empty or longer than the payload.</summary>
    Padding,
}
