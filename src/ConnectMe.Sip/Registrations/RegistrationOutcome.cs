namespace ConnectMe.Sip.Registrations;

/// <summary>How it stands with our registration at a provider, in words that a page can say.</summary>
public enum RegistrationOutcome
{
    /// <summary>Under way; nothing is known yet.</summary>
    Trying,

    Registered,

    /// <summary>Taken off on our own wish.</summary>
    Unregistered,

    /// <summary>The name and password that were given are not right (401 or 407 after them).</summary>
    PasswordRefused,

    /// <summary>403: the provider knows why. With many of them it is the password.</summary>
    Forbidden,

    /// <summary>404: no such account there.</summary>
    UnknownUser,

    /// <summary>The provider asks for a password, and none was given.</summary>
    PasswordMissing,

    /// <summary>It asks for credentials of another realm than the one set, so it gets none (A4).</summary>
    ForeignRealm,

    /// <summary>It asks in a way that we don't speak.</summary>
    ChallengeNotUnderstood,

    /// <summary>3xx: it wants us elsewhere. Not followed: the password goes to nobody else.</summary>
    Redirected,

    /// <summary>Nothing came back.</summary>
    NoAnswer,

    /// <summary>It could not be sent: no route, or connection refused.</summary>
    Unreachable,

    /// <summary>It was not sent: the server's TLS certificate is not to be trusted.</summary>
    CertificateRefused,

    /// <summary>DNS knows no address for the name.</summary>
    NameNotFound,

    /// <summary>5xx: the provider has trouble of its own.</summary>
    ServerTrouble,

    /// <summary>Any other answer; status and reason say which.</summary>
    Refused,
}
