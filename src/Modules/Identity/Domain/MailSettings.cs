namespace ConnectMe.Identity.Domain;

/// <summary>The mail server of a company. A document, not an event: a replaced password must not live on in a history.</summary>
/// <param name="Id">The company's id.</param>
/// <param name="ProtectedPassword">Encrypted with the installation's keys; null when the server asks for none.</param>
/// <param name="Sender">The address mail comes from.</param>
/// <param name="Language">What mail is written in: "nl" or "en".</param>
public sealed record MailSettings(
    Guid Id,
    string Host,
    int Port,
    MailSecurity Security,
    string? UserName,
    string? ProtectedPassword,
    string Sender,
    string Language
)
{
    /// <summary>Where people reach ConnectMe ("https://bel.example.org"), for links in mail. Never taken from a request of a stranger.</summary>
    public string? Site { get; init; }

    /// <summary>Signs in by a token, which the kept secret is for; null: by the password itself, or not at all.</summary>
    public MailOAuth? OAuth { get; init; }
}

/// <summary>How the way to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Begun in the clear and encrypted before anything is said (RFC 3207); most often port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (RFC 8314); most often port 465.</summary>
    Tls,

    /// <summary>For a server in the own network that has no certificate; no password is sent.</summary>
    None,
}
