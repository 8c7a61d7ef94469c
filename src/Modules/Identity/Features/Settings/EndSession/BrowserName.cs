namespace ConnectMe.Identity.Features;

/// <summary>What a browser calls itself, in the names that people know. It may say anything: this is for recognising one's own, and proves nothing.</summary>
internal static class BrowserName
{
    /// <returns>Null where it is none that we know.</returns>
    public static string? Browser(string userAgent) => First(userAgent, Browsers);

    public static string? System(string userAgent) => First(userAgent, Systems);

    static string? First(string userAgent, (string Sign, string Name)[] known) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Sign, StringComparison.Ordinal)).Name;

    // Each says that it is those below it too.
    static readonly (string, string)[] Browsers = [("Edg", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    static readonly (string, string)[] Systems =
    [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
}
