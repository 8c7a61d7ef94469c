using ConnectMe.Presence.Contracts;

namespace ConnectMe.Presence.Domain;

/// <summary>The part of somebody's plans that holds at a moment.</summary>
/// <param name="Since">When it began to hold without a break: its beginning, or the end of another that held before it.</param>
/// <param name="Until">Its end, or the beginning of the next.</param>
public sealed record Plan(PlannedStatus Status, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Of what one person has planned; null: nothing holds at that moment.</summary>
    public static Plan? At(DateTimeOffset now, IReadOnlyList<PlannedStatus> planned)
    {
        if (planned.Where(one => one.From <= now && now < one.Until).MaxBy(one => one.From) is not { } status)
        {
            return null;
        }

        var since = planned.Where(one => one.From >= status.From && one.Until <= now).Select(one => one.Until).Append(status.From).Max();
        var until = planned.Where(one => one.From > now).Select(one => one.From).Append(status.Until).Min();
        return new Plan(status, since, until);
    }

    /// <summary>When something begins or ends next; null: nothing does.</summary>
    public static DateTimeOffset? NextChange(DateTimeOffset now, IEnumerable<PlannedStatus> planned) =>
        planned.SelectMany(one => new DateTimeOffset?[] { one.From, one.Until }).Where(at => at > now).Min();
}
