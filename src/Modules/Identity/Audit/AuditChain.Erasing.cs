using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using Marten;

namespace ConnectMe.Identity.Audit;

internal sealed partial class AuditChain
{
    /// <summary>The entries stay and the chain is whole; who did it or what it was done to is a pseudonym where that was this person.</summary>
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        await Seal(person.Company, ct);
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        await Claim(session, person.Company, ct);
        var concerned = new Dictionary<Guid, AuditEntry>();
        foreach (var entry in await session.Query<AuditEntry>().Where(e => e.By == id || e.AboutId == id).ToListAsync(ct))
        {
            concerned[entry.Id] = entry;
        }

        foreach (var name in person.Names.Select(name => name.ToLowerInvariant()))
        {
            foreach (var entry in await session.Query<AuditEntry>().Where(e => e.Words.Contains(name)).ToListAsync(ct))
            {
                concerned[entry.Id] = entry;
            }
        }

        foreach (var entry in concerned.Values)
        {
            session.Update(Without(entry, person));
        }

        await session.SaveChangesAsync(ct);
    }

    /// <summary>Of somebody outside: what was done to their number, or to a contact that was called so.</summary>
    public async Task Erase(OutsideNumber number, IReadOnlyList<string> names, CancellationToken ct)
    {
        await Seal(number.Company, ct);
        await using var session = store.SessionFor(number.Company);
        await Claim(session, number.Company, ct);
        string[] called = [.. names, number.E164, TelephoneNumbers.Show(number.E164), TelephoneNumbers.National(number.E164)];
        foreach (var entry in await session.Query<AuditEntry>().Where(e => e.About.IsOneOf(called)).ToListAsync(ct))
        {
            session.Update(AuditSeal.WithoutAbout(entry, number.Id, number.Person.Pseudonym));
        }

        await session.SaveChangesAsync(ct);
    }

    /// <summary>From where somebody tried to sign in as them is theirs too.</summary>
    static AuditEntry Without(AuditEntry entry, ErasedPerson person)
    {
        var id = person.Id.Value;
        var isBy = entry.By == id || (entry.By is null && entry.AboutId == id && entry.Address.Length > 0);
        var changed = isBy ? AuditSeal.WithoutBy(entry, id, person.Pseudonym) : entry;
        return (entry.AboutId == id || person.IsNamedIn(entry.About)) && entry.About != person.Pseudonym
            ? AuditSeal.WithoutAbout(changed, id, person.Pseudonym)
            : changed;
    }
}
