namespace ConnectMe.Identity;

/// <summary>The section <c>SingleSignOn</c> of the configuration.</summary>
internal sealed class SingleSignOnSettings
{
    /// <summary>Providers at private addresses and on any port are used too: an AD FS or Keycloak of your own. Else an administrator could have us call inside your network.</summary>
    public bool PrivateProviders { get; init; }

    /// <summary>A PEM file of the authority that signed the certificate of a provider of your own; empty: those that the system trusts.</summary>
    public string TrustedRoot { get; init; } = "";
}
