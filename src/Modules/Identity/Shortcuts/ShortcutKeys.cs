using ConnectMe.Kernel;

namespace ConnectMe.Identity.Shortcuts;

/// <summary>Which keys do what for one user: their own choices over the standard ones, and never one pair of keys for two actions.</summary>
internal sealed class ShortcutKeys
{
    readonly IReadOnlyList<Shortcut> _actions;
    readonly Dictionary<string, KeyChord> _keys = new(StringComparer.Ordinal);

    /// <param name="chosen">What is stored of the user: of older versions too, so it may name actions that are no more.</param>
    public ShortcutKeys(IEnumerable<Shortcut> actions, IReadOnlyDictionary<string, string> chosen)
    {
        _actions = [.. actions.OrderBy(action => action.Order)];
        foreach (var action in _actions)
        {
            if (chosen.TryGetValue(action.Action, out var text) && KeyChord.TryParse(text, out var keys))
            {
                _keys.TryAdd(action.Action, keys);
            }
        }

        // A later version may give an action the keys that the user has chosen for another: theirs stay.
        foreach (var action in _actions.Where(action => !_keys.ContainsKey(action.Action)))
        {
            if (KeyChord.TryParse(action.Standard, out var keys) && !_keys.ContainsValue(keys))
            {
                _keys.Add(action.Action, keys);
            }
        }
    }

    public IReadOnlyDictionary<string, KeyChord> ByAction => _keys;

    public Shortcut? Named(string? action) => _actions.FirstOrDefault(known => known.Action == action);

    /// <summary>The action that these keys do now.</summary>
    public Shortcut? With(KeyChord keys) => _actions.FirstOrDefault(action => _keys.TryGetValue(action.Action, out var its) && its == keys);

    /// <summary>The same with other keys for one action; who had them gets the ones that this leaves.</summary>
    public Dictionary<string, string> Changed(Shortcut action, KeyChord keys)
    {
        var left = _keys.GetValueOrDefault(action.Action);
        var other = With(keys);
        var changed = new Dictionary<string, KeyChord>(_keys, StringComparer.Ordinal);
        if (other is not null && left is not null)
        {
            changed[other.Action] = left;
        }
        else if (other is not null)
        {
            changed.Remove(other.Action);
        }

        changed[action.Action] = keys;
        return changed
            .Where(pair => Named(pair.Key) is { } known && known.Standard != pair.Value.ToString())
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }
}
