using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Applications;
using ConnectMe.Telephony.History;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Features;

/// <summary>Puts the names of this user's own contacts to the numbers that the switchboard knows (B8).</summary>
internal sealed class KnownCallers(ICurrentUser me, IContactBook contacts, IPeople people, CallApplications applications)
{
    public async Task<CallsView> In(CallsView view, CancellationToken ct)
    {
        if (view.Calls.IsEmpty)
        {
            return view;
        }

        var known = await contacts.Find(me.Company, me.User, [.. view.Calls.Select(call => call.OtherAddress).OfType<string>()], ct);
        var colleagues = await people.Of(me.Company, ct);
        return view with { Calls = [.. view.Calls.Select(call => Named(call, known, colleagues))] };
    }

    /// <summary>Whoever is in the user's contacts now has that name, whatever the network said at the time.</summary>
    public async Task<IReadOnlyList<CallLogEntry>> In(IReadOnlyList<CallLogEntry> entries, CancellationToken ct)
    {
        var known = await contacts.Find(me.Company, me.User, [.. entries.Select(entry => entry.OtherAddress).OfType<string>()], ct);
        return [.. entries.Select(entry => WithTitles(Named(entry, known)))];
    }

    /// <summary>Who waits, is parked or rings elsewhere.</summary>
    public async Task<TakeableCallsView> In(TakeableCallsView view, CancellationToken ct)
    {
        var addresses = view.Calls.Where(call => call is { IsOutside: true, Address.Length: > 0 }).Select(call => call.Address).ToList();
        if (addresses.Count == 0)
        {
            return view;
        }

        var known = await contacts.Find(me.Company, me.User, [.. addresses], ct);
        return view with
        {
            Calls =
            [
                .. view.Calls.Select(call =>
                    known.TryGetValue(call.Address, out var contact) ? call with { Name = contact.Name, Company = contact.Company } : call
                ),
            ],
        };
    }

    CallLogEntry WithTitles(CallLogEntry entry) =>
        entry.Application is null && entry.Parts.All(part => part.Application is null)
            ? entry
            : entry with
            {
                OtherName = Titled(entry.Application, entry.OtherName),
                Parts = [.. entry.Parts.Select(part => part with { Callee = Titled(part.Application, part.Callee) })],
            };

    /// <summary>What an application is called, and whose call it took.</summary>
    string Titled(string? application, string name) =>
        application is null || applications.Find(application) is not { Title: var title } ? name
        : name.Length > 0 ? $"{title} · {name}"
        : title;

    static CallLogEntry Named(CallLogEntry entry, IReadOnlyDictionary<string, KnownContact> known) =>
        entry.OtherAddress is { } address && known.TryGetValue(address, out var contact)
            ? entry with
            {
                OtherName = contact.Name,
                Contact = contact,
            }
            : entry;

    CallView Named(CallView call, IReadOnlyDictionary<string, KnownContact> known, IReadOnlyList<Person> colleagues) =>
        call.OtherAddress is { } address && known.TryGetValue(address, out var contact)
            ? call with
            {
                OtherName = contact.Name,
                Contact = contact,
                OtherEmail = contact.Email,
            }
            : call with
            {
                OtherName = Titled(call.Application, call.OtherName),
                OtherEmail = colleagues.FirstOrDefault(person => person.Id == call.OtherUser)?.Email ?? "",
            };
}
