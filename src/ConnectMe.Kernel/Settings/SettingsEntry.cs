namespace ConnectMe.Kernel;

/// <summary>
/// A page of a module in the menu of Settings. Modules register one per page (<c>services.AddSingleton(new SettingsEntry(...))</c>); the frame
/// around the pages and the menu are the shell's.
/// </summary>
/// <param name="Order">Place in its group, lowest first.</param>
/// <param name="Address">Path of the page: under <see cref="Personal"/> or <see cref="Company"/>, which says in which menu it stands.</param>
/// <param name="Icon">Its Lucide name.</param>
/// <param name="Texts">The type that names the module's texts.</param>
/// <param name="Title">Key of the entry's word in them.</param>
/// <param name="Group">Under which heading of the company's menu it stands; a person's own menu is short and has none.</param>
public sealed record SettingsEntry(
    int Order,
    string Address,
    string Icon,
    Type Texts,
    string Title,
    SettingsGroup Group = SettingsGroup.None
)
{
    /// <summary>Everyone's own settings.</summary>
    public const string Personal = "/settings";

    /// <summary>The company's settings: administrators only.</summary>
    public const string Company = "/admin";
}
