using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>
/// Tests, in the browser, all that a call needs: microphone, speaker, the way to the media port over UDP, the way around by TCP, and what comes back (B2).
/// What is wrong is said in words, with what to do.
/// </summary>
internal sealed class TestConnection : PageModel
{
    /// <summary>In the order in which they are looked at.</summary>
    public static IReadOnlyList<TestStep> Steps { get; } =
    [
        new("microphone", ["ok", "denied", "none", "busy", "insecure", "silent"]),
        new("path", ["ok", "tcp", "refused", "server", "blocked"]),
        new("tcp", ["ok", "off", "closed", "unknown"]),
        new("sound", ["ok", "missing", "unknown"]),
        new("loss", ["ok", "some", "much", "unknown"]),
        new("delay", ["ok", "some", "much", "unknown"]),
        new("speaker", ["ok", "ask", "failed", "unheard"]),
    ];
}

/// <param name="Name">Names its texts too: "Test-loss", "Test-loss-much", "Test-loss-much-do".</param>
/// <param name="Outcomes">The first is a good one.</param>
internal sealed record TestStep(string Name, IReadOnlyList<string> Outcomes)
{
    /// <summary>"good", "warning", "bad"; "busy" while its person is asked.</summary>
    public static string StateOf(string outcome) =>
        outcome switch
        {
            "ok" or "off" => "good",
            "some" or "silent" or "unknown" or "tcp" or "closed" => "warning",
            "ask" => "busy",
            _ => "bad",
        };
}
