using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Profiles;

/// <summary>Who sees whose note: the one place that says it. Colleagues with the right to it (Unified Communications) see each other's, everybody their own.</summary>
internal sealed class SharedNotes(ICurrentUser me, IPeople people, ProfilesInMemory profiles) : IProfiles
{
    IReadOnlyDictionary<UserId, string>? _notes;

    public async ValueTask<IReadOnlyDictionary<UserId, string>> Notes(CancellationToken ct) =>
        _notes ??= Shared(await people.Of(me.Company, ct));

    Dictionary<UserId, string> Shared(IReadOnlyList<Person> all)
    {
        var maySee = all.Any(person => person.Id == me.User && person.Rights.UnifiedCommunications);
        return all.Where(person => person.Id == me.User || (maySee && person.Rights.UnifiedCommunications))
            .Select(person => (person.Id, Note: profiles.NoteOf(person.Id)))
            .Where(shared => shared.Note.Length > 0)
            .ToDictionary(shared => shared.Id, shared => shared.Note);
    }
}
