using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.Features;

/// <summary>The warnings of who makes this request. The lists of waiting calls are made anew at each of their changes, also while the database is away.</summary>
internal sealed class OwnWaitWarnings(ICurrentUser me, IDocumentStore store, KnownWaitWarnings known) : IWaitWarnings
{
    public async ValueTask<WaitWarnings> Own(CancellationToken ct)
    {
        var chosen = await Chosen(ct);
        return new WaitWarnings(
            chosen.WarnsInOrange ? TimeSpan.FromSeconds(chosen.OrangeSeconds) : null,
            chosen.WarnsInRed ? TimeSpan.FromSeconds(chosen.RedSeconds) : null,
            chosen is { WarnsInRed: true, IsHeard: true }
        );
    }

    public async ValueTask<ChosenWaitWarnings> Chosen(CancellationToken ct)
    {
        var user = (me.Company, me.User);
        if (known.Fresh(user) is { } fresh)
        {
            return fresh;
        }

        try
        {
            await using var query = store.QueryFor(me.Company);
            var read = await query.LoadAsync<ChosenWaitWarnings>(me.User.Value, ct) ?? ChosenWaitWarnings.Usual(me.User.Value);
            known.Put(user, read);
            return read;
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            return known.Last(user) ?? ChosenWaitWarnings.Usual(me.User.Value);
        }
    }

    public async Task Save(ChosenWaitWarnings chosen, CancellationToken ct)
    {
        await using var session = store.SessionFor(me.Company);
        session.Store(chosen);
        await session.SaveChangesAsync(ct);
        known.Put((me.Company, me.User), chosen);
    }
}

/// <summary>What was read of them lately.</summary>
internal sealed class KnownWaitWarnings(TimeProvider time)
{
    readonly ConcurrentDictionary<(CompanyId, UserId), (ChosenWaitWarnings Chosen, DateTimeOffset Until)> _known = new();

    public ChosenWaitWarnings? Fresh((CompanyId, UserId) user) =>
        _known.TryGetValue(user, out var known) && time.GetUtcNow() < known.Until ? known.Chosen : null;

    public ChosenWaitWarnings? Last((CompanyId, UserId) user) => _known.TryGetValue(user, out var known) ? known.Chosen : null;

    public void Put((CompanyId, UserId) user, ChosenWaitWarnings chosen) => _known[user] = (chosen, time.GetUtcNow() + HowLong);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan HowLong = TimeSpan.FromSeconds(30);
}
