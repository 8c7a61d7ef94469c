using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Registrations;

namespace ConnectMe.Sip.UserAgents;

/// <summary>How the user agent behaves; the defaults are those of the RFCs where they name one.</summary>
public sealed record UserAgentOptions
{
    /// <summary>The protection space of our devices (§22.1); one for the installation.</summary>
    public required string Realm { get; init; }

    /// <summary>User-Agent and Server (§20.35, §20.41).</summary>
    public string Product { get; init; } = "ConnectMe";

    /// <summary>Session-Expires that we ask for (RFC 4028 §4).</summary>
    public TimeSpan SessionExpires { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>Min-SE: shorter sessions are refused with 422 (RFC 4028 §5).</summary>
    public TimeSpan MinimumSessionExpires { get; init; } = TimeSpan.FromSeconds(90);

    public RegistrarOptions Registrar { get; init; } = new();

    public NotifierOptions Notifier { get; init; } = new();

    public GuessLimitOptions GuessLimits { get; init; } = new();

    /// <summary>Sessions at once; more are refused with 503 (R13).</summary>
    public int MostSessions { get; init; } = 10_000;

    /// <summary>Sessions that others begin in a second; more are refused with 503 (R13).</summary>
    public int MostNewSessionsPerSecond { get; init; } = 1_000;
}
