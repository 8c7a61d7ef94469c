using ConnectMe.Kernel;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Shell;

/// <summary>The menus of Settings, made of what the modules registered.</summary>
internal sealed class SettingsMenu(IEnumerable<SettingsEntry> entries, IStringLocalizerFactory texts)
{
    /// <param name="section"><see cref="SettingsEntry.Personal"/> or <see cref="SettingsEntry.Company"/>.</param>
    public IEnumerable<SettingsEntry> Of(string section) =>
        entries.Where(e => IsUnder(section, e.Address)).OrderBy(e => e.Group).ThenBy(e => e.Order);

    /// <summary>Where the section opens.</summary>
    public string First(string section) => Of(section).FirstOrDefault()?.Address ?? section;

    public string TitleOf(SettingsEntry entry) => texts.Create(entry.Texts)[entry.Title];

    public static bool IsUnder(string section, string? path) => path?.StartsWith(section + "/", StringComparison.OrdinalIgnoreCase) == true;
}
