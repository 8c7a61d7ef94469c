namespace ConnectMe.Host.Shell;

/// <summary>Light or dark as this browser's user chose; null follows the system. The page writes the cookie, so no script runs before the first paint.</summary>
internal static class Theme
{
    public const string Cookie = "connectme-theme";

    public static string? Of(HttpRequest request) => request.Cookies[Cookie] is ("light" or "dark") and var theme ? theme : null;
}
