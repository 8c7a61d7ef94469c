namespace ConnectMe.Telephony;

/// <summary>The section <c>Push</c> of the configuration.</summary>
internal sealed class PushSettings
{
    /// <summary>Push services at private addresses and on any port are used too: one of your own. Else a browser's user could have us call inside your network.</summary>
    public bool PrivateServices { get; init; }

    /// <summary>A PEM file of the authority that signed the certificate of a push service of your own; empty: those that the system trusts.</summary>
    public string TrustedRoot { get; init; } = "";
}
