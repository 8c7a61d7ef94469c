using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Features;

/// <summary>A menu as an administrator fills it in.</summary>
internal sealed record MenuFields : IEntryFields
{
    public const int ShortestWait = 2;
    public const int LongestWait = 30;
    public const int MostRepeats = 5;

    public string? Name { get; init; }
    public string? Extension { get; init; }

    /// <summary>One of the company's prompts, or what the menu said before there were any; null: what is shipped.</summary>
    public Guid? Greeting { get; init; }
    public int? Seconds { get; init; }
    public int? Repeats { get; init; }
    public bool TakesExtensions { get; init; }

    /// <summary>By the place of the key in <see cref="Menu.AllKeys"/>: signs do not stand in the name of a field.</summary>
    public IList<DestinationFields> Keys { get; init; } = [];
    public DestinationFields Otherwise { get; init; } = new();

    /// <summary>Nothing chosen: the menu is the same at all hours.</summary>
    public DestinationFields WhenClosed { get; init; } = new();
    public Guid? ChargedTo { get; init; }

    public DestinationFields Key(int place) => Keys.ElementAtOrDefault(place) ?? new DestinationFields();

    /// <summary>All that may lead somewhere, by the names of their fields.</summary>
    public IEnumerable<(string Field, DestinationFields Destination)> Destinations =>
        [
            (nameof(Otherwise), Otherwise),
            (nameof(WhenClosed), WhenClosed),
            .. Enumerable.Range(0, Menu.AllKeys.Length).Select(place => ($"{nameof(Keys)}[{place}]", Key(place))),
        ];

    /// <summary>With all keys there are: who sends a form may leave some out.</summary>
    public MenuFields Whole => this with { Keys = [.. Enumerable.Range(0, Menu.AllKeys.Length).Select(Key)] };

    public static async Task<MenuFields> Of(Menu menu, MenuDestinations destinations, CancellationToken ct)
    {
        List<DestinationFields> keys = [];
        foreach (var key in Menu.AllKeys)
        {
            keys.Add(await destinations.Fields(menu.To(key), ct));
        }

        return new MenuFields
        {
            Name = menu.Name,
            Extension = menu.Extension,
            Greeting = menu.GreetingId,
            Seconds = menu.Seconds,
            Repeats = menu.Repeats,
            TakesExtensions = menu.TakesExtensions,
            Keys = keys,
            Otherwise = await destinations.Fields(menu.Otherwise, ct),
            WhenClosed = await destinations.Fields(menu.WhenClosed, ct),
            ChargedTo = menu.ChargedTo,
        };
    }

    public async Task<Menu> ToMenu(Guid id, MenuDestinations destinations, CancellationToken ct)
    {
        List<MenuKey> keys = [];
        for (var place = 0; place < Menu.AllKeys.Length; place++)
        {
            if (await destinations.Target(Key(place), ct) is { } target)
            {
                keys.Add(new MenuKey(Menu.AllKeys[place], target));
            }
        }

        return new Menu(id, Name!.Trim(), Extension!.Trim())
        {
            GreetingId = Greeting,
            Keys = keys,
            Seconds = Seconds ?? ShortestWait,
            Repeats = Repeats ?? 0,
            TakesExtensions = TakesExtensions,
            Otherwise = await destinations.Target(Otherwise, ct) ?? CallTarget.Nobody,
            WhenClosed = await destinations.Target(WhenClosed, ct),
            ChargedTo = ChargedTo,
        };
    }
}
