using ConnectMe.Chat.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Chat.Keeping;

/// <summary>
/// Chat as the user may see it: with colleagues who have the right to Unified Communications as they do (M11-00), and the conversations that they are in. All routes ask here.
/// </summary>
internal sealed class OwnChats(ICurrentUser me, IPeople people, Inboxes inboxes, IDocumentStore store, IStringLocalizer<ChatText> text)
{
    IReadOnlyDictionary<Guid, Person>? _all;

    public CompanyId Company => me.Company;

    public UserId Me => me.User;

    public async ValueTask<bool> May(CancellationToken ct) => await Colleague(me.User.Value, ct) is not null;

    /// <summary>Somebody who can be written to, oneself too; null: nobody who can.</summary>
    public async ValueTask<Person?> Colleague(Guid id, CancellationToken ct) =>
        await Find(id, ct) is { Rights.UnifiedCommunications: true } person ? person : null;

    /// <summary>Who can be written to, by name, without oneself.</summary>
    public async ValueTask<IReadOnlyList<Person>> Colleagues(CancellationToken ct) =>
        [
            .. (await All(ct))
                .Values.Where(person => person.Rights.UnifiedCommunications && person.Id != me.User)
                .OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase),
        ];

    public async ValueTask<IReadOnlyList<InboxEntry>> Inbox(CancellationToken ct) =>
        await May(ct) ? await inboxes.Of(me.Company, me.User, ct) : [];

    /// <summary>How many conversations have something new.</summary>
    public async ValueTask<int> Unread(CancellationToken ct) => (await Inbox(ct)).Count(entry => entry.Unread > 0);

    /// <summary>A conversation that the user is in; null, as if it were not there, for all others.</summary>
    public async ValueTask<InboxEntry?> Find(Guid conversation, IQuerySession query, CancellationToken ct) =>
        await query.LoadAsync<Conversation>(conversation, ct) is { } found ? await EntryOf(found, query, ct) : null;

    /// <inheritdoc cref="Find(Guid, IQuerySession, CancellationToken)" />
    public async ValueTask<InboxEntry?> EntryOf(Conversation conversation, IQuerySession query, CancellationToken ct) =>
        conversation.Has(me.User.Value)
        && await May(ct)
        && await query.LoadAsync<ChatMember>(ChatMember.IdOf(conversation.Id, me.User.Value), ct) is { } own
            ? new InboxEntry(conversation, own)
            : null;

    public async ValueTask<InboxEntry?> FindOne(Guid conversation, CancellationToken ct)
    {
        await using var query = store.QueryFor(me.Company);
        return await Find(conversation, query, ct);
    }

    public async ValueTask<string> NameOf(Guid person, CancellationToken ct) =>
        person == me.User.Value ? text["You"] : (await Find(person, ct))?.Name ?? text["Gone"];

    /// <summary>As the user calls it: the other one, the group's name, or its members'.</summary>
    public async ValueTask<string> TitleOf(Conversation conversation, CancellationToken ct)
    {
        if (conversation.Name.Length > 0)
        {
            return conversation.Name;
        }

        var names = new List<string>();
        foreach (var id in conversation.Members.Where(id => id != me.User.Value))
        {
            names.Add(await NameOf(id, ct));
        }

        return names.Count > 0 ? string.Join(", ", names) : text["Alone"];
    }

    async ValueTask<Person?> Find(Guid id, CancellationToken ct) => (await All(ct)).GetValueOrDefault(id);

    async ValueTask<IReadOnlyDictionary<Guid, Person>> All(CancellationToken ct) =>
        _all ??= (await people.Of(me.Company, ct)).ToDictionary(person => person.Id.Value);
}
