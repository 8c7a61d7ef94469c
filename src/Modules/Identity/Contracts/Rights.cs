namespace ConnectMe.Identity.Contracts;

/// <summary>The policies that a page can ask for: <c>[Authorize(Rights.Administrator)]</c>.</summary>
public static class Rights
{
    /// <summary>Who may change the company's settings. Asked at each request, so that it ends with the right.</summary>
    public const string Administrator = "administrator";
}
