namespace ConnectMe.Identity.Mail;

/// <summary>Why a mail was not taken.</summary>
/// <param name="Detail">What the server said, one line of at most 300 signs; may be empty.</param>
internal sealed record MailFault(MailFaultKind Kind, string Detail = "");

internal enum MailFaultKind
{
    /// <summary>No mail server is set.</summary>
    NotSet,

    /// <summary>The password can't be read: the keys it was encrypted with are gone.</summary>
    PasswordLost,
    NameUnknown,
    Unreachable,
    TimedOut,

    /// <summary>Its certificate is not valid, or for another name.</summary>
    BadCertificate,

    /// <summary>It does not speak TLS in the way that was set.</summary>
    NoTls,
    SignInRefused,
    SenderRefused,
    RecipientRefused,
    Refused,
}
