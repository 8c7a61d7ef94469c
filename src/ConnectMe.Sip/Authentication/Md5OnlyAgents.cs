namespace ConnectMe.Sip.Authentication;

/// <summary>
/// Phones that give up at a challenge with an algorithm they don't know, where RFC 8760 §2.4 has them pass it over: they get the MD5 challenge alone.
/// By what they call themselves, so that it tells nothing of accounts.
/// </summary>
static class Md5OnlyAgents
{
    // libre up to 2.x ends with ENOSYS at the first algorithm that is not MD5.
    static readonly string[] Prefixes = ["baresip v0.", "baresip v1.", "baresip v2."];

    public static bool Include(string? userAgent) =>
        userAgent is not null && Array.Exists(Prefixes, prefix => userAgent.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
