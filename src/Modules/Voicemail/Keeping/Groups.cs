using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>The mailboxes of groups: a message in one is one message for all its members.</summary>
internal sealed class Groups(IEnumerable<IGroupMailboxes> known)
{
    public async ValueTask<IReadOnlyList<GroupMailbox>> Of(CompanyId company, CancellationToken ct)
    {
        List<GroupMailbox> all = [];
        foreach (var one in known)
        {
            all.AddRange(await one.Of(company, ct));
        }

        return all;
    }

    public async ValueTask<IReadOnlyList<GroupMailbox>> Of(CompanyId company, UserId member, CancellationToken ct) =>
        [.. (await Of(company, ct)).Where(group => group.Members.Contains(member))];

    /// <summary>Whether they may hear what is in the mailbox, their own or a group's.</summary>
    public async ValueTask<bool> Hears(CompanyId company, UserId person, Guid mailbox, CancellationToken ct) =>
        mailbox == person.Value || (await Of(company, person, ct)).Any(group => group.Id == mailbox);

    /// <summary>Whose lamps and pages show these mailboxes.</summary>
    public async ValueTask<IReadOnlyCollection<UserId>> ListenersOf(CompanyId company, IEnumerable<Guid> mailboxes, CancellationToken ct)
    {
        var groups = (await Of(company, ct)).ToDictionary(group => group.Id, group => group.Members);
        return mailboxes
            .SelectMany(mailbox => groups.TryGetValue(mailbox, out var members) ? members.AsEnumerable() : [new UserId(mailbox)])
            .ToHashSet();
    }
}

/// <summary>Calls follow the groups there are; pages and lamps of everybody are drawn anew, since who is no member any more is not known.</summary>
internal sealed class GroupChanges(IServiceProvider services, IPeople people) : IGroupMailboxesChanged
{
    public async Task GroupMailboxesChanged(CompanyId company)
    {
        foreach (var listener in services.GetServices<ICallApplicationsChanged>())
        {
            await listener.CallApplicationsChanged(company);
        }

        await services
            .GetRequiredService<MessageNews>()
            .Tell(company, (await people.Of(company, CancellationToken.None)).Select(person => person.Id.Value), CancellationToken.None);
    }
}
