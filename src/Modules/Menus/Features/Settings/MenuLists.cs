using ConnectMe.Identity.Contracts;
using ConnectMe.Menus.Answering;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;

namespace ConnectMe.Menus.Features;

/// <param name="Current">The one whose form stands below the list; null: none.</param>
internal sealed record MenuList(IReadOnlyList<ConditionRow> Conditions, IReadOnlyList<MenuRow> Menus, Guid? Current);

/// <param name="Now">By which it leads calls just now.</param>
/// <param name="To">Where that is, in words.</param>
internal sealed record ConditionRow(TimeCondition Condition, DayPart Now, string To);

/// <param name="Keys">In words.</param>
internal sealed record MenuRow(Menu Menu, IReadOnlyList<(char Key, string To)> Keys);

/// <summary>The menus and time conditions of a company in words, for who administers them.</summary>
internal sealed class MenuLists(
    ICurrentUser me,
    MenusInMemory menus,
    MenuDestinations destinations,
    IBusinessHours hours,
    TimeProvider time
)
{
    public async Task<MenuList> Read(Guid? current, CancellationToken ct)
    {
        var all = await menus.Of(me.Company, ct);
        var state = hours.At(me.Company, time.GetUtcNow());
        List<ConditionRow> conditions = [];
        foreach (var condition in all.Conditions.OrderBy(one => one.Name, StringComparer.CurrentCulture))
        {
            var part = DayParts.Of(condition.IsNight, state);
            conditions.Add(new ConditionRow(condition, part, await destinations.Words(condition.To(part), ct)));
        }

        List<MenuRow> rows = [];
        foreach (var menu in all.Menus.OrderBy(one => one.Name, StringComparer.CurrentCulture))
        {
            List<(char, string)> keys = [];
            foreach (var (key, to) in menu.Keys)
            {
                keys.Add((key, await destinations.Words(to, ct)));
            }

            rows.Add(new MenuRow(menu, keys));
        }

        return new MenuList(conditions, rows, current);
    }
}
