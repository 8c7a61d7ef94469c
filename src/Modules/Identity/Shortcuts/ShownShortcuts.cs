using ConnectMe.Kernel;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Shortcuts;

/// <summary>The list of what can be done with the keyboard, in the user's language.</summary>
internal sealed class ShownShortcuts(IEnumerable<Shortcut> actions, IShortcuts shortcuts, IStringLocalizerFactory texts)
{
    public async Task<IReadOnlyList<ShownShortcut>> Mine(CancellationToken ct)
    {
        var mine = await shortcuts.Mine(ct);
        return
        [
            .. actions
                .OrderBy(action => action.Order)
                .Select(action => new ShownShortcut(action.Action, TitleOf(action), mine.GetValueOrDefault(action.Action))),
        ];
    }

    public string TitleOf(Shortcut action) => texts.Create(action.Texts)[action.Title];
}

/// <param name="Keys">Null: none, since the standard ones do something else for this user.</param>
internal sealed record ShownShortcut(string Action, string Title, KeyChord? Keys);
