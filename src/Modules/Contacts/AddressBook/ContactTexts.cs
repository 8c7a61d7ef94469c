using System.Collections.Concurrent;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>
/// What is searched of all contacts of a person, kept in memory for as long as nothing changes: how alike words are is no question for an index. Read when
/// something misspelt is searched for the first time; 50,000 contacts take 10 MB.
/// </summary>
internal sealed class ContactTexts(ContactChanges changes, TimeProvider time)
{
    readonly ConcurrentDictionary<(string Tenant, Guid Owner), Kept> _kept = new();
    readonly ConcurrentDictionary<(string Tenant, Guid Owner), Emptiness> _empty = new();

    /// <summary>Nothing is in this address book: the company's, for as long as nobody began with it.</summary>
    public async ValueTask<bool> AreNone(IQuerySession session, Guid owner, CancellationToken ct)
    {
        var (key, version) = ((session.TenantId, owner), VersionOf(session));
        if (_empty.TryGetValue(key, out var known) && known.Version == version && time.GetUtcNow() < known.FreshUntil)
        {
            return known.IsEmpty;
        }

        var isEmpty = !await session.Query<Contact>().Where(contact => contact.Owner == owner).AnyAsync(ct);
        _empty[key] = new Emptiness(version, time.GetUtcNow() + FreshEmptiness, isEmpty);
        return isEmpty;
    }

    /// <summary>The ids of those that resemble what was typed, the most alike first.</summary>
    public async Task<IReadOnlyList<Guid>> Resembling(
        IQuerySession session,
        Guid owner,
        IReadOnlyList<string> parts,
        int most,
        CancellationToken ct
    )
    {
        var alike = new PriorityQueue<Guid, int>(most + 1, Comparer<int>.Create((one, other) => other.CompareTo(one)));
        var place = 0;
        foreach (var (id, text) in await Of(session, owner, ct))
        {
            if (SearchText.Unlikeness(text, parts) is { } unlikeness)
            {
                alike.Enqueue(id, unlikeness * MostKept + place++ % MostKept); // the earlier in the list of two that are as much alike
                if (alike.Count > most)
                {
                    alike.Dequeue();
                }
            }
        }

        var found = new List<Guid>(alike.Count);
        while (alike.TryDequeue(out var id, out _))
        {
            found.Insert(0, id);
        }

        return found;
    }

    async Task<IReadOnlyList<(Guid Id, string Text)>> Of(IQuerySession session, Guid owner, CancellationToken ct)
    {
        var version = VersionOf(session);
        var key = (session.TenantId, owner);
        if (_kept.TryGetValue(key, out var kept) && kept.Version == version && time.GetUtcNow() < kept.FreshUntil)
        {
            return kept.Texts;
        }

        var table = $"{session.DocumentStore.Options.DatabaseSchemaName}.mt_doc_contact";
        var texts = await session.AdvancedSql.QueryAsync<Guid, string>(
            $"select row(id), row(search) from {table} where owner = ? order by sort, id limit {MostKept}",
            ct,
            owner
        );
        Forget();
        _kept[key] = new Kept(version, time.GetUtcNow() + Fresh, texts);
        return texts;
    }

    /// <summary>Of who has not searched for a while.</summary>
    void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (key, _) in _kept.Where(kept => kept.Value.FreshUntil < now))
        {
            _kept.TryRemove(key, out _);
        }
    }

    long VersionOf(IQuerySession session) =>
        Guid.TryParseExact(session.TenantId, "n", out var company) ? changes.VersionOf(new CompanyId(company)) : 0;

    sealed record Emptiness(long Version, DateTimeOffset FreshUntil, bool IsEmpty);

    sealed record Kept(long Version, DateTimeOffset FreshUntil, IReadOnlyList<(Guid Id, string Text)> Texts);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    static readonly TimeSpan FreshEmptiness = TimeSpan.FromSeconds(30);

    const int MostKept = 100_000;
}
