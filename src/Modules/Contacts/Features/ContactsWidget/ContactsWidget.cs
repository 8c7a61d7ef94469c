using ConnectMe.Kernel.Dashboards;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

/// <summary>Contacts on a dashboard (M5-10 to M5-14).</summary>
internal sealed class ContactsWidget(IStringLocalizer<ContactsText> text) : IWidget
{
    public const string Favourites = "favourites";
    public const string Vips = "vips";
    public const string Often = "often";
    public const string All = "all";

    /// <summary>Of each of the company's groups: what comes before its id.</summary>
    public const string Group = "group-";

    public static readonly IReadOnlyList<string> Lists = [Favourites, Vips, Often, All];

    public string Key => "contacts";

    public int Order => 10;

    public string Icon => "contact";

    public string Name => text["Contacts"];

    public bool IsUsual => true;

    public string Tools => "/Features/ConnectMe.Contacts/ContactsWidget/_Tools.cshtml";

    public string Inside => "/Features/ConnectMe.Contacts/ContactsWidget/_Inside.cshtml";

    public bool MayBe(string choice) => Lists.Contains(choice) || GroupIn(choice) is not null;

    public static Guid? GroupIn(string list) =>
        list.StartsWith(Group, StringComparison.Ordinal) && Guid.TryParseExact(list.AsSpan(Group.Length), "D", out var id) ? id : null;
}
