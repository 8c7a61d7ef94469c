namespace ConnectMe.Sip.UserAgents;

/// <summary>Why a call that we placed came to nothing, as far as it matters to what is tried next.</summary>
public enum FailureCause
{
    /// <summary>486, 600.</summary>
    Busy,

    /// <summary>It rang, or could have, and nobody took it: 480, 408 from the other side, 487.</summary>
    NoAnswer,

    /// <summary>403, 603 and other refusals of this call.</summary>
    Refused,

    /// <summary>404, 410, 484, 485, 604: there is no such number.</summary>
    NotFound,

    /// <summary>415, 488, 606: no common media.</summary>
    NotAcceptable,

    /// <summary>3xx: it wants to be called elsewhere, which we leave to whoever decides about calls.</summary>
    Redirected,

    /// <summary>401, 407 after our credentials, or from somebody who has no claim to them.</summary>
    Authentication,

    /// <summary>5xx: this way is out of order.</summary>
    Unavailable,

    /// <summary>Not one response in time.</summary>
    Timeout,

    /// <summary>Not reachable: no address, connection refused, TLS failed.</summary>
    Transport,
}

static class FailureCauses
{
    /// <summary>The table of RFC 3261 §21 in the few words that a caller's side acts on.</summary>
    // csharpier-ignore
    public static FailureCause Of(int status) => status switch
    {
        < 400                             => FailureCause.Redirected,
        401 or 407                        => FailureCause.Authentication,
        404 or 410 or 484 or 485 or 604   => FailureCause.NotFound,
        408 or 480 or 487                 => FailureCause.NoAnswer,
        486 or 600                        => FailureCause.Busy,
        415 or 488 or 606                 => FailureCause.NotAcceptable,
        >= 500 and < 600                  => FailureCause.Unavailable,
        _                                 => FailureCause.Refused,
    };
}
