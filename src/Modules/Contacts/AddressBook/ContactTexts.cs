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
        var version = Guid.TryParseExact(session.TenantId, "n", out var company) ? changes.VersionOf(new CompanyId(company)) : 0;
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

    sealed record Kept(long Version, DateTimeOffset FreshUntil, IReadOnlyList<(Guid Id, string Text)> Texts);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    const int MostKept = 100_000;
}
