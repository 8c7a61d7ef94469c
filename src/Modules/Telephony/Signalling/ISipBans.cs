using ConnectMe.Sip.Authentication;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Who may not try any more for a while, after wrong passwords (A10-04).</summary>
internal interface ISipBans
{
    Task<IReadOnlyList<SipBan>> Now(CancellationToken ct);

    /// <returns>False when it was not banned any more.</returns>
    Task<bool> Release(SipBan ban, CancellationToken ct);
}

/// <param name="Kind">An address, an account, or one phone at one address.</param>
/// <param name="Subject">"192.0.2.10", an IPv6 network "2001:db8::/64", or the name of an account.</param>
internal sealed record SipBan(BanKind Kind, string Subject, DateTimeOffset Until);
