namespace ConnectMe.Sip.Authentication;

/// <summary>What became of a challenge.</summary>
enum DigestAnswer
{
    /// <summary>The request has credentials now and may be sent.</summary>
    Answered,

    /// <summary>They were given before and not believed.</summary>
    Refused,

    /// <summary>The response came from an address that is not this trunk's: it gets nothing (A4).</summary>
    ForeignSource,

    /// <summary>The challenge is for another realm than these credentials (A4).</summary>
    ForeignRealm,

    /// <summary>No challenge that we can read, with an algorithm and qop that we speak.</summary>
    NotUnderstood,
}
