using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Features;

/// <summary>A time condition as an administrator fills it in.</summary>
internal sealed record ConditionFields : IEntryFields
{
    public string? Name { get; init; }
    public string? Extension { get; init; }
    public DestinationFields WhenOpen { get; init; } = new();
    public DestinationFields WhenClosed { get; init; } = new();

    /// <summary>Nothing chosen: as when it is closed.</summary>
    public DestinationFields OnHolidays { get; init; } = new();

    /// <summary>Nothing chosen: as when it is closed.</summary>
    public DestinationFields AtNight { get; init; } = new();

    /// <summary>Empty: the night switch is turned on the page only.</summary>
    public string? NightCode { get; init; }
    public Guid? ChargedTo { get; init; }

    /// <summary>All that may lead somewhere, by the names of their fields.</summary>
    public IEnumerable<(string Field, DestinationFields Destination)> Destinations =>
        [(nameof(WhenOpen), WhenOpen), (nameof(WhenClosed), WhenClosed), (nameof(OnHolidays), OnHolidays), (nameof(AtNight), AtNight)];

    public static async Task<ConditionFields> Of(TimeCondition condition, MenuDestinations destinations, CancellationToken ct) =>
        new()
        {
            Name = condition.Name,
            Extension = condition.Extension,
            WhenOpen = await destinations.Fields(condition.WhenOpen, ct),
            WhenClosed = await destinations.Fields(condition.WhenClosed, ct),
            OnHolidays = await destinations.Fields(condition.OnHolidays, ct),
            AtNight = await destinations.Fields(condition.AtNight, ct),
            NightCode = condition.NightCode,
            ChargedTo = condition.ChargedTo,
        };

    public async Task<TimeCondition> ToCondition(Guid id, MenuDestinations destinations, CancellationToken ct) =>
        new(id, Name!.Trim(), Extension!.Trim())
        {
            WhenOpen = await destinations.Target(WhenOpen, ct) ?? CallTarget.Nobody,
            WhenClosed = await destinations.Target(WhenClosed, ct) ?? CallTarget.Nobody,
            OnHolidays = await destinations.Target(OnHolidays, ct),
            AtNight = await destinations.Target(AtNight, ct),
            NightCode = string.IsNullOrWhiteSpace(NightCode) ? null : NightCode.Trim(),
            ChargedTo = ChargedTo,
        };
}
