using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Tells who shows messages: pages by the live name, and what else listens.</summary>
internal sealed class MessageNews(IEnumerable<IWaitingMessagesChanged> listeners, ILiveUpdates live)
{
    /// <summary>The name under which pages hear of it.</summary>
    public const string Topic = "voicemail";

    public void Tell(CompanyId company, IReadOnlyCollection<UserId> people)
    {
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
