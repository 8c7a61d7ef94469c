namespace ConnectMe.Voicemail.Domain;

/// <summary>The PIN by which somebody listens to their messages at any phone (M14.3-01), as a hash, and how often it was missed. A document: a replaced hash must not live on in a history.</summary>
/// <param name="Id">The person's.</param>
/// <param name="Misses">In a row.</param>
public sealed record MailboxPin(Guid Id, string Hash, int Misses = 0, DateTimeOffset? LockedUntil = null)
{
    public bool IsLockedAt(DateTimeOffset now) => LockedUntil > now;

    public MailboxPin Hit() => this with { Misses = 0, LockedUntil = null };

    public MailboxPin Missed(DateTimeOffset now) =>
        Misses + 1 < MostMisses ? this with { Misses = Misses + 1 } : this with { Misses = 0, LockedUntil = now + LockLasts };

    /// <returns>The key of what is wrong with it; null: it can be one.</returns>
    public static string? WhyNot(string? pin) =>
        pin is null || pin.Length is < Shortest or > Longest || !pin.All(char.IsAsciiDigit) ? "PinDigits"
        : IsRun(pin) ? "PinRun"
        : null;

    /// <summary>000000, 123456, 987654, also over the end: 567890.</summary>
    static bool IsRun(string pin)
    {
        var step = (pin[1] - pin[0] + 10) % 10;
        return step is 0 or 1 or 9 && pin.Zip(pin.Skip(1), (one, next) => (next - one + 10) % 10).All(each => each == step);
    }

    public const int Shortest = 6;
    public const int Longest = 10;
    const int MostMisses = 5;
    static readonly TimeSpan LockLasts = TimeSpan.FromMinutes(15);
}
