using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Features;

/// <summary>A menu as an administrator fills it in.</summary>
internal sealed record MenuFields
{
    public const int ShortestWait = 2;
    public const int LongestWait = 30;
    public const int MostRepeats = 5;

    public string? Name { get; init; }
    public string? Extension { get; init; }
    public int? Seconds { get; init; }
    public int? Repeats { get; init; }
    public bool TakesExtensions { get; init; }

    /// <summary>By the place of the key in <see cref="Menu.AllKeys"/>: signs do not stand in the name of a field.</summary>
    public IList<GoalFields> Keys { get; init; } = [];
    public GoalFields Otherwise { get; init; } = new();

    /// <summary>Nothing chosen: the menu is the same at all hours.</summary>
    public GoalFields WhenClosed { get; init; } = new();
    public Guid? ChargedTo { get; init; }

    public GoalFields Key(int place) => Keys.ElementAtOrDefault(place) ?? new GoalFields();

    /// <summary>With all keys there are: who sends a form may leave some out.</summary>
    public MenuFields Whole => this with { Keys = [.. Enumerable.Range(0, Menu.AllKeys.Length).Select(Key)] };

    public static async Task<MenuFields> Of(Menu menu, MenuGoals goals, CancellationToken ct)
    {
        List<GoalFields> keys = [];
        foreach (var key in Menu.AllKeys)
        {
            keys.Add(await goals.Fields(menu.To(key), ct));
        }

        return new MenuFields
        {
            Name = menu.Name,
            Extension = menu.Extension,
            Seconds = menu.Seconds,
            Repeats = menu.Repeats,
            TakesExtensions = menu.TakesExtensions,
            Keys = keys,
            Otherwise = await goals.Fields(menu.Otherwise, ct),
            WhenClosed = await goals.Fields(menu.WhenClosed, ct),
            ChargedTo = menu.ChargedTo,
        };
    }

    public async Task<Menu> ToMenu(Guid id, Guid? greeting, MenuGoals goals, CancellationToken ct)
    {
        List<MenuKey> keys = [];
        for (var place = 0; place < Menu.AllKeys.Length; place++)
        {
            if (await goals.Target(Key(place), ct) is { } target)
            {
                keys.Add(new MenuKey(Menu.AllKeys[place], target));
            }
        }

        return new Menu(id, Name!.Trim(), Extension!.Trim())
        {
            GreetingId = greeting,
            Keys = keys,
            Seconds = Seconds ?? ShortestWait,
            Repeats = Repeats ?? 0,
            TakesExtensions = TakesExtensions,
            Otherwise = await goals.Target(Otherwise, ct) ?? CallTarget.Nobody,
            WhenClosed = await goals.Target(WhenClosed, ct),
            ChargedTo = ChargedTo,
        };
    }
}
