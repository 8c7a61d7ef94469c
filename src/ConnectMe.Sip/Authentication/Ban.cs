namespace ConnectMe.Sip.Authentication;

/// <summary>Whom nobody listens to for now, and for how long.</summary>
/// <param name="Subject">An address (IPv6: the /64), an account, or "account from address".</param>
/// <param name="Times">The how-manieth ban in a row this is; each lasts twice as long.</param>
public sealed record Ban(BanKind Kind, string Subject, DateTimeOffset Since, DateTimeOffset Until, int Times);

public enum BanKind
{
    /// <summary>Everything from an address, but for the devices known there.</summary>
    Address,

    /// <summary>One account from everywhere, but for its known devices.</summary>
    Account,

    /// <summary>One known device, which alone is the cause.</summary>
    Device,
}
