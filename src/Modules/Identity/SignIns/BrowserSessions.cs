using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Patching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SignIns;

/// <summary>
/// The sessions of all companies. Requests are answered from memory; <see cref="Reread"/> runs every few seconds and ends what the database
/// no longer knows as open. While the database is away the last known answer holds.
/// </summary>
internal sealed class BrowserSessions(IDocumentStore store, TimeProvider time, IServiceProvider services, ILogger<BrowserSessions> log)
{
    readonly ConcurrentDictionary<string, OpenSession> _byHash = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<Guid, Ending> _unsaved = new();

    /// <summary>Asks the database for a token it has not seen; throws when it must and the database is away.</summary>
    public async ValueTask<OpenSession?> Find(string token, CancellationToken ct)
    {
        if (SessionToken.Hash(token) is not { } hash || _unsaved.Values.Any(e => e.Hash == hash))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (!_byHash.TryGetValue(hash, out var open))
        {
            await using var query = store.QuerySession();
            var row = await query.Query<BrowserSession>().FirstOrDefaultAsync(s => s.TokenHash == hash, ct);
            if (row is null || !row.IsAliveAt(now) || _unsaved.ContainsKey(row.Id) || await HasLeft(row, ct))
            {
                return null;
            }

            open = _byHash.GetOrAdd(hash, new OpenSession(row));
        }

        if (!open.IsAliveAt(now))
        {
            return null; // Reread ends it
        }

        open.Use(now);
        return open;
    }

    /// <summary>A person was deactivated and the server died before it had ended their sessions.</summary>
    async Task<bool> HasLeft(BrowserSession row, CancellationToken ct)
    {
        await using var query = store.QueryFor(new CompanyId(row.CompanyId));
        return await query.LoadAsync<User>(row.UserId, ct) is { DeactivatedAt: not null };
    }

    /// <summary>A new session and the token for its cookie.</summary>
    /// <param name="secondFactorDueAt">See <see cref="BrowserSession.SecondFactorDueAt"/>.</param>
    public Task<(Guid Id, string Token)> Open(
        CompanyId company,
        UserId user,
        bool remembered,
        string browser,
        string address,
        DateTimeOffset? secondFactorDueAt,
        CancellationToken ct
    ) => Open(company, user, new BrowserSession { Remembered = remembered, SecondFactorDueAt = secondFactorDueAt }, browser, address, ct);

    /// <summary>Of a phone that was signed in by a link.</summary>
    public async Task<(Guid Id, string Token)> Open(PhoneLink link, string browser, string address, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var maker = await query.LoadAsync<BrowserSession>(link.MadeIn, ct);
        var what = new BrowserSession
        {
            Remembered = true,
            Kind = SessionKind.MobileApp,
            Way = link.Way,
            SentTo = link.SentTo,
            OpenedThrough = maker?.Provider?.Id ?? maker?.OpenedThrough,
        };
        return await Open(new CompanyId(link.CompanyId), new UserId(link.UserId), what, browser, address, ct);
    }

    /// <param name="what">How it was signed in to, and for how long.</param>
    public async Task<(Guid Id, string Token)> Open(
        CompanyId company,
        UserId user,
        BrowserSession what,
        string browser,
        string address,
        CancellationToken ct
    )
    {
        var token = SessionToken.New();
        var now = time.GetUtcNow();
        var row = what with
        {
            Id = Guid.NewGuid(),
            TokenHash = SessionToken.Hash(token)!,
            CompanyId = company.Value,
            UserId = user.Value,
            SignedInAt = now,
            LastUsedAt = now,
            Browser = browser.Length > LongestBrowser ? browser[..LongestBrowser] : browser,
            Address = address,
        };
        await using var session = store.LightweightSession();
        session.Insert(row);
        await session.SaveChangesAsync(ct);
        _byHash[row.TokenHash] = new OpenSession(row);
        return (row.Id, token);
    }

    /// <summary>The user's open sessions, the last used first.</summary>
    public async Task<IReadOnlyList<BrowserSession>> Of(CompanyId company, UserId user, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var rows = await query
            .Query<BrowserSession>()
            .Where(s => s.CompanyId == company.Value && s.UserId == user.Value && s.EndedAt == null)
            .OrderByDescending(s => s.LastUsedAt)
            .ToListAsync(ct);
        var now = time.GetUtcNow();
        return [.. rows.Where(r => r.IsAliveAt(now))];
    }

    /// <summary>Ends at once here, and within seconds on other machines. With the database away it is written as soon as it is back.</summary>
    public async Task End(Guid id, CancellationToken ct)
    {
        var hash = _byHash.FirstOrDefault(p => p.Value.Id == id).Key;
        _unsaved[id] = new Ending(time.GetUtcNow(), hash);
        Forget(id);
        try
        {
            await SaveEnded(ct);
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            log.EndNotSaved(exception.Message); // Reread tries again
        }
    }

    /// <summary>
    /// Saves, and ends the user's sessions with it: what must not outlive the change ends in the same transaction, what was signed in to meanwhile
    /// right after, and what is signed in to later asks again (<see cref="PasswordSignIn.StillHolds"/>).
    /// </summary>
    /// <param name="but">The session that goes on; null: none does.</param>
    public async Task SaveAndEndAll(IDocumentSession change, UserId user, Guid? but, CancellationToken ct)
    {
        EndAll(change, user, but);
        await change.SaveChangesAsync(ct);
        await EndAll(user, but, ct);
    }

    /// <summary>As <see cref="SaveAndEndAll(IDocumentSession, UserId, Guid?, CancellationToken)"/>, of several users.</summary>
    public async Task SaveAndEndAll(IDocumentSession change, IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        foreach (var user in users)
        {
            EndAll(change, user, but: null);
        }

        await change.SaveChangesAsync(ct);
        foreach (var user in users)
        {
            await EndAll(user, but: null, ct);
        }
    }

    /// <summary>
    /// Saves, and ends what was signed in to by this provider with it, phones too whose link was made there. Who is on their way in meanwhile is asked again
    /// (<see cref="PasswordSignIn.StillHolds"/>).
    /// </summary>
    /// <param name="but">The session of who does it: they would be locked out of what they are setting.</param>
    public async Task SaveAndEndByProvider(IDocumentSession change, Guid provider, Guid but, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        change.Patch<BrowserSession>(s => s.Provider!.Id == provider && s.EndedAt == null && s.Id != but).Set(s => s.EndedAt, now);
        change.Patch<BrowserSession>(s => s.OpenedThrough == provider && s.EndedAt == null && s.Id != but).Set(s => s.EndedAt, now);
        await change.SaveChangesAsync(ct);
        await Reread(ct);
    }

    /// <summary>Ends all sessions of the user but one.</summary>
    public async Task EndAll(UserId user, Guid? but, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        EndAll(session, user, but);
        await session.SaveChangesAsync(ct);
        await Reread(ct);
    }

    void EndAll(IDocumentSession session, UserId user, Guid? but)
    {
        var (id, kept) = (user.Value, but ?? Guid.Empty);
        session.Patch<BrowserSession>(s => s.UserId == id && s.EndedAt == null && s.Id != kept).Set(s => s.EndedAt, time.GetUtcNow());
    }

    /// <summary>One look at the database: what others ended ends here, what ended or was used here is written.</summary>
    public async Task Reread(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var open in _byHash.Values.Where(o => !o.IsAliveAt(now)))
        {
            Forget(open.Id);
        }

        await SaveEnded(ct);
        await SaveUsed(ct);

        var known = _byHash.Values.Select(o => o.Id).ToArray();
        await using var query = store.QuerySession();
        var alive = await query
            .Query<BrowserSession>()
            .Where(s => s.Id.IsOneOf(known) && s.EndedAt == null)
            .Select(s => s.Id)
            .ToListAsync(ct);
        foreach (var id in known.Except(alive))
        {
            Forget(id);
        }
    }

    async Task SaveEnded(CancellationToken ct)
    {
        var ended = _unsaved.ToArray();
        if (ended.Length == 0)
        {
            return;
        }

        await using var session = store.LightweightSession();
        foreach (var (id, ending) in ended)
        {
            session.Patch<BrowserSession>(id).Set(s => s.EndedAt, ending.At);
        }

        await session.SaveChangesAsync(ct);
        foreach (var (id, _) in ended)
        {
            _unsaved.TryRemove(id, out _);
        }
    }

    async Task SaveUsed(CancellationToken ct)
    {
        var used = _byHash.Values.Where(o => o.IsWorthSaving).Select(o => (Open: o, At: o.LastUsedAt)).ToArray();
        if (used.Length == 0)
        {
            return;
        }

        await using var session = store.LightweightSession();
        foreach (var (open, at) in used)
        {
            session.Patch<BrowserSession>(open.Id).Set(s => s.LastUsedAt, at);
        }

        await session.SaveChangesAsync(ct);
        foreach (var (open, at) in used)
        {
            open.Saved(at);
        }
    }

    void Forget(Guid id)
    {
        foreach (var (hash, open) in _byHash.Where(p => p.Value.Id == id))
        {
            if (!_byHash.TryRemove(hash, out _))
            {
                continue; // another thread was first, and tells
            }

            open.End();
            foreach (var listener in services.GetServices<ISessionEnded>())
            {
                listener.SessionEnded(open.Company, open.User, open.Id);
            }
        }
    }

    /// <summary>Over, and to be written: until then the token must not be asked for again.</summary>
    readonly record struct Ending(DateTimeOffset At, string? Hash);

    const int LongestBrowser = 200;
}
