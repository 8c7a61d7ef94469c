using ConnectMe.Identity.Contracts;
using ConnectMe.Voicemail.Contracts;
using ConnectMe.Voicemail.Domain;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>The mailbox of who makes this request, as far as they may see it in a browser (M8-03), and those of their groups (M8-04); what is of others is not there.</summary>
internal sealed class OwnMessages(
    ICurrentUser me,
    IPeople people,
    Mailboxes mailboxes,
    Groups groups,
    MessageStore messages,
    UnheardMessages unheard
)
{
    public async ValueTask<PersonRights> Rights(CancellationToken ct) =>
        (await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User)?.Rights
        ?? new PersonRights { Voicemail = false, VisualVoicemail = false };

    public ValueTask<Mailbox> Mailbox(CancellationToken ct) => mailboxes.Of(me.Company, me.User, ct);

    /// <summary>Newest first; none for who may not see them.</summary>
    public async Task<IReadOnlyList<VoicemailMessage>> All(CancellationToken ct) =>
        (await Rights(ct)).VisualVoicemail ? await messages.Of(me.Company, me.User, ct) : [];

    public ValueTask<IReadOnlyList<GroupMailbox>> Groups(CancellationToken ct) => groups.Of(me.Company, me.User, ct);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<VoicemailMessage>> In(IReadOnlyList<GroupMailbox> mailboxes, CancellationToken ct) =>
        messages.In(me.Company, [.. mailboxes.Select(group => group.Id)], ct);

    public async Task<VoicemailMessage?> Find(Guid id, CancellationToken ct) =>
        await messages.Find(me.Company, me.User, id, ct) is { } message
        && (message.OwnerId != me.User.Value || (await Rights(ct)).VisualVoicemail)
            ? message
            : null;

    public string PathOf(VoicemailMessage message) => messages.PathOf(me.Company, message);

    public Task MarkHeard(Guid id, CancellationToken ct) => messages.MarkHeard(me.Company, me.User, id, ct);

    public Task Delete(Guid id, CancellationToken ct) => messages.Delete(me.Company, me.User, id, ct);

    /// <summary>Of what they see: personal messages and those of their groups.</summary>
    public async ValueTask<int> Unheard(CancellationToken ct) => await UnheardPersonal(ct) + await UnheardOfGroups(ct);

    public async ValueTask<int> UnheardPersonal(CancellationToken ct) =>
        (await Rights(ct)).VisualVoicemail ? await unheard.In(me.Company, me.User.Value, ct) : 0;

    public async ValueTask<int> UnheardOfGroups(CancellationToken ct)
    {
        var count = 0;
        foreach (var group in await Groups(ct))
        {
            count += await unheard.In(me.Company, group.Id, ct);
        }

        return count;
    }
}
