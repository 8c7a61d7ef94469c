using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using Marten;

namespace ConnectMe.Telephony.Retention;

/// <summary>Calls stay, for the others in them and for the figures: without who they were with.</summary>
internal sealed class CallsErasure(IDocumentStore store, CallJournal journal) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        await using var session = store.SessionFor(person.Company);
        var pseudonym = new PersonInCalls(person);
        foreach (var stream in await session.StreamsSaying([person.Id.Value.ToString(), .. person.Numbers], ct))
        {
            if (await session.LoadAsync<CallRecord>(stream, ct) is not null)
            {
                await session.Rewrite<CallRecord>(stream, happened => happened is CallEvent of ? pseudonym.Without(of) : happened, ct);
            }
        }

        journal.ForgetFed();
        foreach (var aside in journal.Aside())
        {
            var text = await File.ReadAllTextAsync(aside, ct);
            if (person.IsNamedIn(text) || text.Contains(person.Id.Value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                File.Delete(aside);
            }
        }
    }
}
