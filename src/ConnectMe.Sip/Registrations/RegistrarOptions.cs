namespace ConnectMe.Sip.Registrations;

/// <summary>How long devices may stay without coming again, and how many there may be.</summary>
public sealed record RegistrarOptions
{
    /// <summary>Shorter wishes are refused with 423 (RFC 3261 §10.3 item 7).</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longer wishes are cut to this, and who has none gets it.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Over UDP from behind a NAT: an address there may be somebody else's within the hour.</summary>
    public TimeSpan LongestBehindNat { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bindings per account; the next is refused with 403.</summary>
    public int MostBindings { get; init; } = 10;
}
