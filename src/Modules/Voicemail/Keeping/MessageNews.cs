using ConnectMe.Kernel;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Told after somebody's messages are others, or are heard: what shows how many are new, such as the lamp of a phone.</summary>
internal interface IUnheardChanged
{
    /// <summary>Called after the change can be read. Must not block.</summary>
    void UnheardChanged(CompanyId company, UserId person);
}

/// <summary>Tells who shows messages: pages by the live name, and what else listens.</summary>
internal sealed class MessageNews(IEnumerable<IUnheardChanged> listeners, ILiveUpdates live)
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
                listener.UnheardChanged(company, person);
            }
        }
    }
}
