namespace ConnectMe.Identity;

/// <summary>The section <c>Mail</c> of the configuration.</summary>
internal sealed class OAuthSettings
{
    /// <summary>Token services at private addresses and on any port are asked too: one of your own. Else an administrator could have us call inside your network.</summary>
    public bool PrivateTokenServers { get; init; }

    /// <summary>A PEM file of the authority that signed the certificates of that service and of a mail server of your own; empty: those that the system trusts.</summary>
    public string TrustedRoot { get; init; } = "";
}
