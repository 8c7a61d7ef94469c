using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Shortcuts;

/// <summary>The keys of each user that asked, held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class ShortcutsInMemory(IDocumentStore store, IEnumerable<Shortcut> actions, TimeProvider time)
{
    readonly ConcurrentDictionary<UserId, Known> _users = new();
    readonly Shortcut[] _actions = [.. actions];

    public async ValueTask<ShortcutKeys> Of(CompanyId company, UserId user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_users.TryGetValue(user, out var known) && now < known.FreshUntil)
        {
            return known.Keys;
        }

        ShortcutKeys keys;
        try
        {
            await using var query = store.QueryFor(company);
            var stored = await query.LoadAsync<PersonalShortcuts>(user.Value, ct);
            keys = new ShortcutKeys(_actions, stored?.Keys ?? []);
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            keys = known?.Keys ?? new ShortcutKeys(_actions, new Dictionary<string, string>(StringComparer.Ordinal)); // a page in a call does not wait for its keys
        }

        var loaded = new Known(keys, now + Fresh);
        var kept = known is null ? _users.TryAdd(user, loaded) : _users.TryUpdate(user, loaded, known);
        return kept ? keys : (_users.GetValueOrDefault(user) ?? loaded).Keys; // changed while it was read
    }

    public void Changed(UserId user, IReadOnlyDictionary<string, string> chosen) =>
        _users[user] = new Known(new ShortcutKeys(_actions, chosen), time.GetUtcNow() + Fresh);

    sealed record Known(ShortcutKeys Keys, DateTimeOffset FreshUntil);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}

/// <inheritdoc />
internal sealed class MyShortcuts(ShortcutsInMemory memory, ICurrentUser me) : IShortcuts
{
    public async ValueTask<IReadOnlyDictionary<string, KeyChord>> Mine(CancellationToken ct) =>
        (await memory.Of(me.Company, me.User, ct)).ByAction;
}
