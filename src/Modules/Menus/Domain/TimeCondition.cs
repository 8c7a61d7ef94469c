using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Domain;

/// <summary>A time condition: calls go elsewhere within the company's business hours, outside them, on holidays, and while its night switch is on. Nothing is heard of it.</summary>
/// <param name="Extension">Internal number, digits only; of nobody and nothing else.</param>
public sealed record TimeCondition(Guid Id, string Name, string Extension)
{
    public CallTarget WhenOpen { get; init; } = CallTarget.Nobody;

    public CallTarget WhenClosed { get; init; } = CallTarget.Nobody;

    /// <summary>On public holidays and days that were said apart, while the company is closed; null: as when it is closed.</summary>
    public CallTarget? OnHolidays { get; init; }

    /// <summary>While the night switch is on, whatever the hour; null: as when it is closed.</summary>
    public CallTarget? AtNight { get; init; }

    /// <summary>The night switch is on.</summary>
    public bool IsNight { get; init; }

    /// <summary>Digits by which people of the company turn the night switch from any phone, maybe after a star; null: only on the page.</summary>
    public string? NightCode { get; init; }

    /// <summary>In whose name calls go on to the telephone network; null: they do not.</summary>
    public Guid? ChargedTo { get; init; }

    public CallTarget To(DayPart part) =>
        part switch
        {
            DayPart.Open => WhenOpen,
            DayPart.Holiday => OnHolidays ?? WhenClosed,
            DayPart.Night => AtNight ?? WhenClosed,
            _ => WhenClosed,
        };

    public IEnumerable<CallTarget> Targets => new[] { WhenOpen, WhenClosed, OnHolidays, AtNight }.OfType<CallTarget>();
}

/// <summary>What it is just now for who calls.</summary>
public enum DayPart
{
    Open,
    Closed,
    Holiday,
    Night,
}
