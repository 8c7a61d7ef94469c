using System.Net;

namespace ConnectMe.Telephony.Configuration;

/// <param name="Until">When the binding runs out; null: not registered.</param>
/// <param name="Transport">"UDP", "TCP", "TLS", "WSS".</param>
/// <param name="Address">Where it was last seen.</param>
/// <param name="UserAgent">What the phone calls itself, unescaped: hostile text.</param>
internal sealed record DeviceRegistration(
    Guid Device,
    DateTimeOffset? Until,
    DateTimeOffset LastSeen,
    string Transport,
    IPEndPoint Address,
    string? UserAgent
);

/// <param name="Error">Why <paramref name="Reach"/> is failed; null otherwise.</param>
/// <param name="Calls">Calls that run over it, in and out.</param>
internal sealed record TrunkState(Guid Trunk, TrunkReach Reach, TrunkFault? Error, DateTimeOffset Since, int Calls);

internal enum TrunkReach
{
    /// <summary>Not asked yet.</summary>
    Unknown,
    Registered,

    /// <summary>Answers OPTIONS; it is a trunk by address.</summary>
    Reachable,
    Failed,
}

/// <param name="Fault">Null: it works.</param>
internal sealed record TrunkTestResult(TrunkFault? Fault, TimeSpan Took);

/// <summary>What is wrong with a trunk, for a sentence in the administrator's language.</summary>
/// <param name="Status">The SIP status that says so, where one does.</param>
/// <param name="Detail">What the provider wrote beside it, or the name that was not found: hostile text.</param>
internal sealed record TrunkFault(TrunkFaultKind Kind, int? Status = null, string? Detail = null);

internal enum TrunkFaultKind
{
    /// <summary>The server's name is not known to DNS.</summary>
    NameNotFound,

    /// <summary>Nothing came back in time.</summary>
    NoAnswer,

    /// <summary>The TCP connection was refused or broken.</summary>
    NotConnected,

    /// <summary>The TLS certificate is not valid for this name, is over, or comes from nobody we trust.</summary>
    CertificateRefused,

    /// <summary>401 or 407 again after the right answer to the challenge, or 403: name or password is wrong.</summary>
    PasswordRefused,

    /// <summary>404: the provider does not know this account.</summary>
    AccountUnknown,

    /// <summary>The provider wants a password and none is set.</summary>
    PasswordMissing,

    /// <summary>Another final answer, told by status and reason.</summary>
    Refused,
}
