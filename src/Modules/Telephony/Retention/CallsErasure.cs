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

        await ForgetJournal(
            text => person.IsNamedIn(text) || text.Contains(person.Id.Value.ToString(), StringComparison.OrdinalIgnoreCase),
            ct
        );
    }

    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        var calls = await With(query, number, ct);
        return [new KeptOfNumber(KeptKind.Calls, calls.Count), new KeptOfNumber(KeptKind.Notes, calls.Sum(call => call.Notes.Count))];
    }

    /// <summary>What people of the company wrote down about such a call is about who it was with.</summary>
    public async Task Erase(OutsideNumber number, CancellationToken ct)
    {
        await using var session = store.SessionFor(number.Company);
        var pseudonym = new PersonInCalls(number.Person);
        foreach (var call in await With(session, number, ct))
        {
            await session.Rewrite<CallRecord>(
                call.Id,
                happened =>
                    happened switch
                    {
                        CallNoted { Note.Length: > 0 } noted => noted with { Note = "" },
                        CallPlaced placed => pseudonym.Without(AsDialled(placed, number)),
                        _ => happened,
                    },
                ct
            );
        }

        await ForgetJournal(text => text.Contains(number.E164, StringComparison.Ordinal), ct);
    }

    static async Task<IReadOnlyList<CallRecord>> With(IQuerySession query, OutsideNumber number, CancellationToken ct)
    {
        // As the network has it, or as a trunk wrote it: the last digits are the same.
        var last = number.E164[^Math.Min(7, number.E164.Length - 1)..];
        var found = await query
            .Query<CallRecord>()
            .Where(call => call.CallerExtension.EndsWith(last) || call.Dialled.EndsWith(last))
            .ToListAsync(ct);
        return [.. found.Where(call => number.Is(call.CallerExtension) || number.Is(call.Dialled))];
    }

    /// <summary>With the number as it is known everywhere else.</summary>
    static CallPlaced AsDialled(CallPlaced placed, OutsideNumber number) =>
        number.Is(placed.CallerExtension) ? placed with { CallerExtension = number.E164 }
        : number.Is(placed.Dialled) ? placed with { Dialled = number.E164 }
        : placed;

    async Task ForgetJournal(Func<string, bool> isTheirs, CancellationToken ct)
    {
        journal.ForgetFed();
        foreach (var aside in journal.Aside())
        {
            if (isTheirs(await File.ReadAllTextAsync(aside, ct)))
            {
                File.Delete(aside);
            }
        }
    }
}
