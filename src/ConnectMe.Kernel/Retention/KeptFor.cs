using System.Globalization;

namespace ConnectMe.Kernel.Retention;

/// <summary>How long something is kept. Its text form is "30d", "12m" or "ever".</summary>
/// <param name="Count">0: for ever.</param>
public readonly record struct KeptFor(int Count, bool IsMonths)
{
    public static KeptFor Ever { get; }

    public static KeptFor Days(int count) => new(count, IsMonths: false);

    public static KeptFor Months(int count) => new(count, IsMonths: true);

    public bool IsEver => Count == 0;

    /// <summary>What is from before that is too old.</summary>
    public DateTimeOffset Before(DateTimeOffset now) =>
        IsEver ? DateTimeOffset.MinValue
        : IsMonths ? now.AddMonths(-Count)
        : now.AddDays(-Count);

    public static KeptFor? Read(string? text) =>
        text is "ever" ? Ever
        : text is [.. var count, 'd' or 'm']
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var many)
        && many > 0
            ? new KeptFor(many, text[^1] == 'm')
        : null;

    public override string ToString() => IsEver ? "ever" : string.Create(CultureInfo.InvariantCulture, $"{Count}{(IsMonths ? 'm' : 'd')}");
}
