namespace ConnectMe.Identity.Features;

/// <summary>Where a form may send the browser afterwards: to a path of ours, never to another site.</summary>
internal static class LocalUrl
{
    public static string Or(string? url, string otherwise) => IsLocal(url) ? url! : otherwise;

    /// <summary>Browsers read both "//" and "/\" as the start of another host, and drop control characters before they look.</summary>
    static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && url.Length <= Longest && !url.Any(char.IsControl);

    const int Longest = 2000;
}
