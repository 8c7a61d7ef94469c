using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Tells who shows messages: pages by the live name, and what else listens.</summary>
internal sealed class MessageNews(IEnumerable<IWaitingMessagesChanged> listeners, ILiveUpdates live, Groups groups)
{
    /// <summary>The name under which pages hear of it.</summary>
    public const string Topic = "voicemail";

    /// <param name="mailboxes">Of people and of groups, in which something is otherwise.</param>
    public async Task Tell(CompanyId company, IEnumerable<Guid> mailboxes, CancellationToken ct)
    {
        var people = await groups.ListenersOf(company, mailboxes, ct);
        live.Publish(company, people, Topic);
        foreach (var person in people)
        {
            foreach (var listener in listeners)
            {
                listener.WaitingMessagesChanged(company, person);
            }
        }
    }
}
