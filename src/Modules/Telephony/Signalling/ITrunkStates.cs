namespace ConnectMe.Telephony.Signalling;

/// <summary>How each trunk does, for pages. Answered from memory.</summary>
internal interface ITrunkStates
{
    TrunkState Of(Guid trunk);
}

/// <param name="Failure">Why it is down, or what went wrong last.</param>
/// <param name="Status">The provider's answer, when the failure is one.</param>
internal sealed record TrunkState(TrunkCondition Condition, TrunkFailure? Failure, int? Status, DateTimeOffset? Since)
{
    public static TrunkState Unknown { get; } = new(TrunkCondition.Unknown, null, null, null);
}

internal enum TrunkCondition
{
    /// <summary>Nothing has been heard yet.</summary>
    Unknown,
    Registered,

    /// <summary>Answers OPTIONS; a trunk by address does not register.</summary>
    Reachable,
    Down,
}

/// <param name="Failure">Null when it works.</param>
internal sealed record TrunkTestResult(TrunkFailure? Failure, int? Status, TimeSpan Took);

internal enum TrunkFailure
{
    /// <summary>The provider refused the password or the user name.</summary>
    WrongPassword,

    /// <summary>The provider knows no such user, or not this domain (404, 403 without a challenge).</summary>
    UnknownUser,

    /// <summary>No answer from this address in 4 s.</summary>
    NoAnswer,

    /// <summary>The name can't be found in DNS.</summary>
    NameNotFound,

    /// <summary>The connection was refused.</summary>
    ConnectionRefused,

    /// <summary>TLS could not be agreed on, or the provider's certificate is not valid for its name.</summary>
    TlsFailed,

    /// <summary>The provider answered with another failure: see the status.</summary>
    Refused,
}
