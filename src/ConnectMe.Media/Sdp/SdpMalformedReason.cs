namespace ConnectMe.Media.Sdp;

/// <summary>Why a text is not a session description.</summary>
enum SdpMalformedReason
{
    None,
    TooLong,
    LineTooLong,

    /// <summary>A line is not a letter, an equals sign and a value.</summary>
    NotALine,

    /// <summary>A control character other than the line ends.</summary>
    ControlCharacter,
    VersionMissing,
    VersionUnknown,
    OriginMissing,
    TooManyMedia,
    TooManyAttributes,
    TooManyFormats,
    MediaLine,
    MediaPort,
}

/// <summary>Where reading stopped, and why.</summary>
/// <param name="Line">Counted from 1; 0 when it is about the whole.</param>
readonly record struct SdpMalformed(SdpMalformedReason Reason, int Line)
{
    public static readonly SdpMalformed None;

    /// <summary>For the one who sent it.</summary>
    public override string ToString() => Line == 0 ? Sentence : $"line {Line}: {Sentence}";

    // csharpier-ignore
    string Sentence => Reason switch
    {
        SdpMalformedReason.TooLong           => $"the description is longer than {SdpLimits.Characters} characters",
        SdpMalformedReason.LineTooLong       => $"the line is longer than {SdpLimits.Line} characters",
        SdpMalformedReason.NotALine          => "the line is not of the form x=value",
        SdpMalformedReason.ControlCharacter  => "the line holds a control character",
        SdpMalformedReason.VersionMissing    => "the description does not begin with v=",
        SdpMalformedReason.VersionUnknown    => "the version is not 0",
        SdpMalformedReason.OriginMissing     => "o= is missing",
        SdpMalformedReason.TooManyMedia      => $"there are more than {SdpLimits.Media} m= sections",
        SdpMalformedReason.TooManyAttributes => $"the section has more than {SdpLimits.Attributes} attributes",
        SdpMalformedReason.TooManyFormats    => $"the section has more than {SdpLimits.Formats} formats",
        SdpMalformedReason.MediaLine         => "m= is not of the form kind port protocol formats",
        SdpMalformedReason.MediaPort         => "the port is not a number from 0 to 65535",
        _                                    => "well-formed",
    };
}
