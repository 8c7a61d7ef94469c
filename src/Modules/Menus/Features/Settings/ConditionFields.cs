using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Features;

/// <summary>A time condition as an administrator fills it in.</summary>
internal sealed record ConditionFields
{
    public string? Name { get; init; }
    public string? Extension { get; init; }
    public GoalFields WhenOpen { get; init; } = new();
    public GoalFields WhenClosed { get; init; } = new();

    /// <summary>Nothing chosen: as when it is closed.</summary>
    public GoalFields OnHolidays { get; init; } = new();

    /// <summary>Nothing chosen: as when it is closed.</summary>
    public GoalFields AtNight { get; init; } = new();

    /// <summary>Empty: the night switch is turned on the page only.</summary>
    public string? NightCode { get; init; }
    public Guid? ChargedTo { get; init; }

    /// <summary>All that may lead somewhere, by the names of their fields.</summary>
    public IEnumerable<(string Field, GoalFields Goal)> Goals =>
        [(nameof(WhenOpen), WhenOpen), (nameof(WhenClosed), WhenClosed), (nameof(OnHolidays), OnHolidays), (nameof(AtNight), AtNight)];

    public static async Task<ConditionFields> Of(TimeCondition condition, MenuGoals goals, CancellationToken ct) =>
        new()
        {
            Name = condition.Name,
            Extension = condition.Extension,
            WhenOpen = await goals.Fields(condition.WhenOpen, ct),
            WhenClosed = await goals.Fields(condition.WhenClosed, ct),
            OnHolidays = await goals.Fields(condition.OnHolidays, ct),
            AtNight = await goals.Fields(condition.AtNight, ct),
            NightCode = condition.NightCode,
            ChargedTo = condition.ChargedTo,
        };

    public async Task<TimeCondition> ToCondition(Guid id, MenuGoals goals, CancellationToken ct) =>
        new(id, Name!.Trim(), Extension!.Trim())
        {
            WhenOpen = await goals.Target(WhenOpen, ct) ?? CallTarget.Nobody,
            WhenClosed = await goals.Target(WhenClosed, ct) ?? CallTarget.Nobody,
            OnHolidays = await goals.Target(OnHolidays, ct),
            AtNight = await goals.Target(AtNight, ct),
            NightCode = string.IsNullOrWhiteSpace(NightCode) ? null : NightCode.Trim(),
            ChargedTo = ChargedTo,
        };
}
