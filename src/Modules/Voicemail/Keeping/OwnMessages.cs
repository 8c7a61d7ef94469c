using ConnectMe.Identity.Contracts;
using ConnectMe.Voicemail.Domain;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>The mailbox of who makes this request, as far as they may see it in a browser (M8-03); that of others is not there.</summary>
internal sealed class OwnMessages(ICurrentUser me, IPeople people, Mailboxes mailboxes, MessageStore messages, UnheardMessages unheard)
{
    public async ValueTask<PersonRights> Rights(CancellationToken ct) =>
        (await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User)?.Rights
        ?? new PersonRights { Voicemail = false, VisualVoicemail = false };

    public ValueTask<Mailbox> Mailbox(CancellationToken ct) => mailboxes.Of(me.Company, me.User, ct);

    /// <summary>Newest first; none for who may not see them.</summary>
    public async Task<IReadOnlyList<VoicemailMessage>> All(CancellationToken ct) =>
        (await Rights(ct)).VisualVoicemail ? await messages.Of(me.Company, me.User, ct) : [];

    public async Task<VoicemailMessage?> Find(Guid id, CancellationToken ct) =>
        (await Rights(ct)).VisualVoicemail ? await messages.Find(me.Company, me.User, id, ct) : null;

    public string PathOf(VoicemailMessage message) => messages.PathOf(me.Company, message);

    public Task MarkHeard(Guid id, CancellationToken ct) => messages.MarkHeard(me.Company, me.User, id, ct);

    public Task Delete(Guid id, CancellationToken ct) => messages.Delete(me.Company, me.User, id, ct);

    public async ValueTask<int> Unheard(CancellationToken ct) => (await unheard.Of(me.Company, me.User, ct)).Unheard;
}
