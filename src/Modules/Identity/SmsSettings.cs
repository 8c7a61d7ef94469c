namespace ConnectMe.Identity;

/// <summary>The section <c>Sms</c> of the configuration.</summary>
internal sealed class SmsSettings
{
    /// <summary>Gateways at private addresses and on any port are used too: one of your own. Else an administrator could have us call inside your network.</summary>
    public bool PrivateGateways { get; init; }

    /// <summary>A PEM file of the authority that signed the certificate of a gateway of your own; empty: those that the system trusts.</summary>
    public string TrustedRoot { get; init; } = "";
}
