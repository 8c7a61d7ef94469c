namespace ConnectMe.Telephony.Signalling;

/// <summary>Who may not try any more for a while, after wrong passwords (A10-04).</summary>
internal interface ISipBans
{
    IReadOnlyList<SipBan> Now();

    /// <returns>False when it was not banned any more.</returns>
    bool Release(string subject);
}

/// <param name="Subject">An address, "192.0.2.10", or an IPv6 network, "2001:db8::/64".</param>
/// <param name="Failures">Wrong passwords in the last ten minutes before the ban.</param>
internal sealed record SipBan(string Subject, DateTimeOffset Until, int Failures);
