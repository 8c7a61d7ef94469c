using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Profiles;

/// <summary>Who sees whose note: the one place that says it. Colleagues see each other's.</summary>
internal sealed class SharedNotes(ICurrentUser me, IPeople people, ProfilesInMemory profiles) : IProfiles
{
    IReadOnlyDictionary<UserId, string>? _notes;

    public async ValueTask<IReadOnlyDictionary<UserId, string>> Notes(CancellationToken ct) =>
        _notes ??= (await people.Of(me.Company, ct))
            .Select(person => (person.Id, Note: profiles.NoteOf(person.Id)))
            .Where(shared => shared.Note.Length > 0)
            .ToDictionary(shared => shared.Id, shared => shared.Note);
}
