namespace ConnectMe.Identity.Contracts;

/// <summary>The policies that a page can ask for: <c>[Authorize(Rights.Administrator)]</c>.</summary>
public static class Rights
{
    /// <summary>Who may change the company's settings. Asked at each request, so that it ends with the right.</summary>
    public const string Administrator = "administrator";

    /// <summary>Who may listen in on colleagues' calls, whisper and barge in: <see cref="Person.MaySupervise"/>.</summary>
    public const string Supervise = "supervise";
}
