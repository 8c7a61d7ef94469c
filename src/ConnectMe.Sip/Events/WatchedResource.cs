using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Events;

/// <summary>Whose state it is.</summary>
/// <param name="Id">The application's: a person, a group, a mailbox.</param>
/// <param name="Entity">As the documents name it.</param>
public sealed record WatchedResource(Guid Id, SipUri Entity);

/// <summary>Who may watch what. Asked on the signalling loop, so answered from memory.</summary>
public interface IWatchedResources
{
    /// <summary>Null when there is no such resource or this account may not watch it: no difference to who asks.</summary>
    WatchedResource? Find(SipAccount watcher, EventPackage package, SipUri resource);
}
