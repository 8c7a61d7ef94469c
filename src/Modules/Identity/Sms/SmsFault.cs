namespace ConnectMe.Identity.Sms;

/// <summary>Why a message was not taken.</summary>
/// <param name="Detail">The status, and what the gateway said with it: one line of at most 300 signs; may be empty.</param>
internal sealed record SmsFault(SmsFaultKind Kind, string Detail = "");

internal enum SmsFaultKind
{
    /// <summary>No gateway is set.</summary>
    NotSet,

    /// <summary>The secret can't be read: the keys it was encrypted with are gone.</summary>
    SecretLost,

    /// <summary>Its name leads into the own network.</summary>
    NotPublic,
    NameUnknown,
    Unreachable,
    TimedOut,

    /// <summary>Its certificate is not valid, or for another name; or it speaks no TLS.</summary>
    BadCertificate,

    /// <summary>It answers that it is elsewhere: we do not follow.</summary>
    Redirected,

    /// <summary>401 or 403.</summary>
    SignInRefused,

    /// <summary>Another status that is no success.</summary>
    Refused,
}
