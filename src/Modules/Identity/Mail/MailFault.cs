namespace ConnectMe.Identity.Mail;

/// <summary>Why a mail was not taken.</summary>
/// <param name="Detail">What the server said, one line of at most 300 signs; may be empty.</param>
internal sealed record MailFault(MailFaultKind Kind, string Detail = "")
{
    /// <summary>The server that was asked for a token; null: the mail server.</summary>
    public string? Server { get; init; }
}

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

    /// <summary>The service that gives tokens was not reached.</summary>
    TokenUnreachable,

    /// <summary>Its address is not one of the internet.</summary>
    TokenNotPublic,

    /// <summary>It does not know the client, or its secret or key is wrong.</summary>
    TokenRefused,

    /// <summary>The client may not have this scope.</summary>
    ScopeRefused,

    /// <summary>It gave none, for a reason of its own.</summary>
    NoToken,

    /// <summary>What is kept is not the key of a service account.</summary>
    KeyUnreadable,

    /// <summary>The mail server takes neither XOAUTH2 nor OAUTHBEARER.</summary>
    NoOAuth,

    /// <summary>The mail server does not let the token into this mailbox.</summary>
    MailboxRefused,
    SenderRefused,
    RecipientRefused,
    Refused,
}
