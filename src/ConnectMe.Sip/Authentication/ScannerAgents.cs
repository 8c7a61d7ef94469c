namespace ConnectMe.Sip.Authentication;

/// <summary>Programs that look for open telephone exchanges, by the name they give themselves. Met with silence: an answer is what they count.</summary>
static class ScannerAgents
{
    static readonly string[] Names =
    [
        "friendly-scanner",
        "sipvicious",
        "sipcli",
        "sip-scan",
        "sundayddr",
        "vaxsipuseragent",
        "vaxipuseragent",
        "pplsip",
        "iwar",
        "sipptk",
    ];

    /// <param name="userAgent">The User-Agent header of a request, whatever it holds.</param>
    public static bool Include(string? userAgent) =>
        userAgent is not null && Names.Any(name => userAgent.Contains(name, StringComparison.OrdinalIgnoreCase));
}
