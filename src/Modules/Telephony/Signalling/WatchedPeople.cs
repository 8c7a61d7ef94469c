using ConnectMe.Kernel;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Who may watch what with a phone's lamps: the calls of colleagues, by extension, and the messages of one's own.</summary>
internal sealed class WatchedPeople(SipDirectory directory) : IWatchedResources
{
    public WatchedResource? Find(SipAccount watcher, EventPackage package, SipUri resource)
    {
        var state = directory.State;
        if (!state.Devices.TryGetValue(watcher.Id, out var device))
        {
            return null;
        }

        var person = package switch
        {
            EventPackage.Dialog => state.PersonAt(device.Company, resource.User ?? ""),
            EventPackage.MessageSummary when IsOwn(device, resource, state) => device.Owner,
            _ => (UserId?)null,
        };
        return person is { } found ? new WatchedResource(found.Value, new SipUri(watcher.AddressOfRecord.Host, resource.User)) : null;
    }

    /// <summary>A phone asks for its account's messages, or for those of its owner's extension.</summary>
    static bool IsOwn(KnownDevice device, SipUri resource, DirectoryState state) =>
        resource.User == device.Device.Username || state.PersonAt(device.Company, resource.User ?? "") == device.Owner;
}
