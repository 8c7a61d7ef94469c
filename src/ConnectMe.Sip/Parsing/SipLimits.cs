namespace ConnectMe.Sip.Parsing;

/// <summary>Every length and count that we accept. The largest messages seen in the field are a few kilobytes; RFC 4475's longest is 3.5 KB.</summary>
public static class SipLimits
{
    /// <summary>Of a whole message, on whatever transport.</summary>
    public const int Message = 65_536;

    /// <summary>Start line and headers, without the body.</summary>
    public const int HeaderBlock = 32_768;

    public const int StartLine = 4_096;
    public const int HeaderLine = 8_192;
    public const int HeaderName = 256;
    public const int Headers = 256;
    public const int Uri = 2_048;
    public const int Parameters = 64;

    /// <summary>Of Via, Route, Record-Route and Contact, each: more hops than Max-Forwards allows.</summary>
    public const int Values = 100;
}
