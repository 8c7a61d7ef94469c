namespace ConnectMe.Kernel.Dashboards;

/// <summary>
/// Something that people may have on their dashboard (M5-06). A module brings one by implementing this beside its partials: it is found by itself, and the
/// dashboard knows none by name.
/// </summary>
public interface IWidget
{
    /// <summary>By which dashboards keep it: small letters and hyphens, never another one's.</summary>
    string Key { get; }

    /// <summary>Its place among those that can be chosen, lowest first.</summary>
    int Order { get; }

    /// <summary>Its Lucide name.</summary>
    string Icon { get; }

    /// <summary>In the language of who reads.</summary>
    string Name { get; }

    /// <summary>It stands on the dashboard of who has not arranged theirs.</summary>
    bool IsUsual { get; }

    /// <summary>A partial with <see cref="WidgetPlace"/> as its model: what stands beside the name; null: nothing.</summary>
    string? Tools { get; }

    /// <summary>A partial with <see cref="WidgetPlace"/> as its model.</summary>
    string Inside { get; }

    /// <summary>Who looks at it may choose this of what it shows. The dashboard keeps it for them, and knows nothing of its meaning.</summary>
    bool MayBe(string choice);
}

/// <summary>A widget on somebody's dashboard.</summary>
/// <param name="Choice">What they chose of it last, as <see cref="IWidget.MayBe"/> allowed it; empty: nothing yet.</param>
public sealed record WidgetPlace(string Key, string Choice)
{
    /// <summary>Where the form field "choice" goes: the answer is the widget with that choice, for <see cref="Target"/>.</summary>
    public string Address => $"/dashboard/widgets/{Key}";

    /// <summary>Id of the element.</summary>
    public string Id => $"widget-{Key}";

    /// <summary>Selects what <see cref="Address"/> answers.</summary>
    public string Target => $"#{Id}";
}
