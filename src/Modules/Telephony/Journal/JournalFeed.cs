using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Survival;
using Marten;
using Npgsql;

namespace ConnectMe.Telephony.Journal;

/// <summary>Takes the journal to Marten, a batch at a time: events and position in one transaction.</summary>
internal sealed class JournalFeed(CallJournal journal, IDocumentStore store, ILiveUpdates live, CutOffCalls cutOff, TimeProvider time)
{
    const int BatchSize = 200;

    IReadOnlyList<JournalEntry> _unannounced = [];
    long _oneByOneUntil;
    JournalPosition? _position;
    bool _cutOffAreEnded;

    /// <summary>False when there is nothing to take.</summary>
    public async Task<bool> TakeBatch(CancellationToken ct)
    {
        var position = _position ??= await Load(ct);
        await Announce(ct);
        if (!_cutOffAreEnded && position.Position >= journal.OpenedAt)
        {
            _cutOffAreEnded = true;
            EndCutOff(position.Open);
        }

        var (entries, next) = journal.Read(
            position.Position,
            _cutOffAreEnded ? long.MaxValue : journal.OpenedAt,
            position.Position < _oneByOneUntil ? 1 : BatchSize
        );
        if (next == position.Position)
        {
            return false;
        }

        var after = new JournalPosition(journal.Id, next, StillOpen(position.Open, entries));
        try
        {
            await Commit(entries, after, ct);
        }
        catch (Exception refused) when (IsOfTheData(refused))
        {
            // One of them can't be stored, at whatever time: it is found by taking one at a time, and must not hold up the rest.
            _oneByOneUntil = next;
            _position = position;
            if (entries is [var poison])
            {
                journal.SetAside(position.Position, poison.ToBytes(), refused.Message);
                await Commit([], after, ct);
            }
        }

        return true;
    }

    /// <summary>PostgreSQL's class 22, data exception: a text with a zero character, a number out of range.</summary>
    static bool IsOfTheData(Exception? refused) =>
        refused is PostgresException { SqlState: ['2', '2', ..] } || (refused is not null && IsOfTheData(refused.InnerException));

    async Task<JournalPosition> Load(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var position = await session.LoadAsync<JournalPosition>(journal.Id, ct) ?? new JournalPosition(journal.Id, 0, []);
        journal.Feed(position.Position);
        return position;
    }

    async Task Commit(IReadOnlyList<JournalEntry> entries, JournalPosition next, CancellationToken ct)
    {
        _position = null; // what an unfinished commit did is asked again, and told again
        _unannounced = entries;
        await using var session = store.LightweightSession();
        foreach (var call in entries.GroupBy(entry => (entry.Company, entry.Event.CallId)))
        {
            session
                .ForTenant(call.Key.Company.ToString())
                .Events.Append(call.Key.CallId, call.Select(entry => (object)entry.Event).ToArray());
        }

        session.Store(next);
        await session.SaveChangesAsync(ct);
        _position = next;
        journal.Feed(next.Position);
        await Announce(ct);
    }

    /// <summary>The call log shows calls that have ended, and how their legs did, which is known a moment later.</summary>
    async Task Announce(CancellationToken ct)
    {
        foreach (
            var company in _unannounced
                .Where(entry => entry.Event is CallEnded or LegMeasured or CallFolded or CallLaterAnswered or CallNoted)
                .GroupBy(entry => entry.Company)
        )
        {
            await using var session = store.QueryFor(company.Key);
            var records = await session.LoadManyAsync<CallRecord>(ct, company.Select(entry => entry.Event.CallId).Distinct().ToArray());
            Guid[] handedOn = [.. records.Select(record => record.TransferOf).OfType<Guid>().Distinct()];
            var roots = handedOn.Length > 0 ? await session.LoadManyAsync<CallRecord>(ct, handedOn) : []; // it would ask for none, too
            var users = records.Concat(roots).SelectMany(record => new[] { record.CallerId, record.CalleeId }).OfType<Guid>().Distinct();
            live.Publish(company.Key, [.. users.Select(user => new UserId(user))], "call-log");
        }

        _unannounced = [];
    }

    /// <summary>Calls that an earlier run of the server left without an end go on (R2) or get one: every call has an outcome (B4).</summary>
    void EndCutOff(IReadOnlyList<OpenCall> open)
    {
        var survivors = cutOff.Decide(open);
        foreach (var call in open.Where(call => !survivors.Contains(call.Call)))
        {
            journal.Append(new CompanyId(call.Company), new CallEnded(call.Call, time.GetUtcNow(), CallOutcome.Interrupted));
        }
    }

    static List<OpenCall> StillOpen(IReadOnlyList<OpenCall> open, IReadOnlyList<JournalEntry> entries)
    {
        List<OpenCall> still = [.. open];
        foreach (var (company, happened) in entries)
        {
            if (happened is CallPlaced)
            {
                still.Add(new OpenCall(company.Value, happened.CallId));
            }
            else if (happened is CallEnded)
            {
                still.RemoveAll(call => call.Call == happened.CallId);
            }
        }

        return still;
    }
}
