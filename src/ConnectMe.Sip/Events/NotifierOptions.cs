namespace ConnectMe.Sip.Events;

/// <summary>How long subscriptions last, and how many there may be.</summary>
public sealed record NotifierOptions
{
    /// <summary>Shorter wishes are refused with 423 (RFC 6665 §4.2.1.1).</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longer wishes are cut to this, and who has none gets it.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(1);

    /// <summary>More than any phone has keys.</summary>
    public int MostPerAccount { get; init; } = 200;

    public int Most { get; init; } = 50_000;
}
