namespace ConnectMe.Identity.Domain;

/// <summary>How a company's mail server is signed in to without a password of a mailbox (RFC 6749, RFC 7628): by a token that another server gives.</summary>
/// <param name="TokenAddress">Empty of Google: it stands in the key of the service account.</param>
/// <param name="ClientId">Empty of Google, likewise.</param>
/// <param name="Tenant">Of Microsoft 365; else empty.</param>
public sealed record MailOAuth(MailSignIn Kind, string TokenAddress, string ClientId, string Scope, string Tenant)
{
    public const string MicrosoftScope = "https://outlook.office365.com/.default";
    public const string GoogleScope = "https://mail.google.com/";

    public static MailOAuth Microsoft(string tenant, string clientId) =>
        new(
            MailSignIn.Microsoft365,
            $"https://login.microsoftonline.com/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token",
            clientId,
            MicrosoftScope,
            tenant
        );

    public static MailOAuth Google { get; } = new(MailSignIn.Google, "", "", GoogleScope, "");
}

public enum MailSignIn
{
    /// <summary>By user name and password, or not at all.</summary>
    Password,

    /// <summary>An application of Entra ID, by client credentials (RFC 6749 §4.4).</summary>
    Microsoft365,

    /// <summary>A service account of Google Workspace that acts for the mailbox, by a signed assertion (RFC 7523).</summary>
    Google,

    /// <summary>Client credentials at any other server.</summary>
    OAuth,
}
