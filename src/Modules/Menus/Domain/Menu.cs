using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Domain;

/// <summary>A menu (IVR, A11-03): who calls hears a greeting and chooses by a key where they go.</summary>
/// <param name="Extension">Internal number, digits only; of nobody and nothing else.</param>
public sealed record Menu(Guid Id, string Name, string Extension)
{
    public const int LongestName = 40;

    /// <summary>In the order of a telephone.</summary>
    public const string AllKeys = "1234567890*#";

    /// <summary>What is said; null: that a key is to be pressed.</summary>
    public Guid? GreetingId { get; init; }

    public IReadOnlyList<MenuKey> Keys { get; init; } = [];

    /// <summary>How long a key is waited for after the greeting.</summary>
    public int Seconds { get; init; } = 5;

    /// <summary>How often it is said again after no key or a wrong one.</summary>
    public int Repeats { get; init; } = 2;

    /// <summary>Where who chooses nothing goes; <see cref="CallTargetKind.Nobody"/>: the call ends.</summary>
    public CallTarget Otherwise { get; init; } = CallTarget.Nobody;

    /// <summary>Who knows an extension may dial it here.</summary>
    public bool TakesExtensions { get; init; }

    /// <summary>Where calls go outside the company's business hours, without the menu; null: it is the same at all hours.</summary>
    public CallTarget? WhenClosed { get; init; }

    /// <summary>In whose name calls go on to the telephone network; null: they do not.</summary>
    public Guid? ChargedTo { get; init; }

    public CallTarget? To(char key) => Keys.FirstOrDefault(one => one.Key == key)?.To;

    /// <summary>Where it leads, with a key or without.</summary>
    public IEnumerable<CallTarget> Targets => [.. Keys.Select(key => key.To), .. WithoutKey];

    /// <summary>Where it leads who presses nothing.</summary>
    public IEnumerable<CallTarget> WithoutKey => WhenClosed is null ? [Otherwise] : [Otherwise, WhenClosed];

    /// <summary>Lists have no equality of their own.</summary>
    public bool IsSameAs(Menu other) => this with { Keys = [] } == other with { Keys = [] } && Keys.SequenceEqual(other.Keys);
}

/// <param name="Key">0-9 * #.</param>
public sealed record MenuKey(char Key, CallTarget To);
