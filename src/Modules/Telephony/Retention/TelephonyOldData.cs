using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using Marten;

namespace ConnectMe.Telephony.Retention;

/// <summary>Calls with all that happened in them, notes and quality too.</summary>
internal sealed class OldCalls(IDocumentStore store, CallJournal journal) : IOldData
{
    public string Class => TelephonyData.Calls;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var old = await session
            .Query<CallRecord>()
            .Where(call => call.PlacedAt < before)
            .OrderBy(call => call.PlacedAt)
            .Take(IOldData.AtOnce)
            .ToListAsync(ct);
        foreach (var call in old)
        {
            session.Forget<CallRecord>(call.Id);
        }

        await session.SaveChangesAsync(ct);
        journal.ForgetFed();
        journal.ForgetAside(before);
        return old.Count;
    }
}

internal sealed class OldNotices(IDocumentStore store) : IOldData
{
    public string Class => TelephonyData.Notices;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct) =>
        await store.RemoveSome<DialAlarm>(company, alarm => alarm.At < before, ct)
        + await store.RemoveSome<ReachedFromOutside>(company, reached => reached.At < before, ct);
}

/// <summary>Of sign-ins that are over: none lasts longer than thirty days.</summary>
internal sealed class OldPush(IDocumentStore store) : IOldData
{
    public string Class => TelephonyData.Push;

    public Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct) =>
        store.RemoveSome<PushSubscription>(company, subscription => subscription.At < before, ct);
}
