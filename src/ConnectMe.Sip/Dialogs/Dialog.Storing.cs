using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Dialogs;

// A dialog outlives the process that has it: the other side knows nothing of a restart.
sealed partial class Dialog
{
    /// <summary>Numbers that were used after the last was stored: a request with one of these again would be taken for an old one (§12.2.2).</summary>
    const uint Unstored = 100;

    public static Dialog Restored(
        StoredSession stored,
        NameAddress local,
        NameAddress remote,
        SipUri remoteTarget,
        RouteSet routes,
        SipUri contact,
        SipFlow? flow,
        bool isSymmetric
    ) =>
        new(new DialogId(stored.CallId, local.Tag ?? "", remote.Tag ?? ""), local, remote, remoteTarget, routes, contact, flow, isSymmetric)
        {
            _flow = flow is { IsProven: true } ? null : flow, // a connection is gone with the run that had it
            _localSequence = stored.LocalSequence + Unstored,
            _remoteSequence = stored.RemoteSequence,
        };

    /// <summary>Grows with each change of what is stored.</summary>
    public int Changes { get; private set; }

    public StoredSession ToStore(string sdp) =>
        new()
        {
            CallId = Id.CallId,
            Local = Local.ToString(),
            Remote = Remote.ToString(),
            RemoteTarget = RemoteTarget.ToString(),
            Contact = Contact.ToString(),
            Routes = _routes.ToStore(),
            LocalSequence = _localSequence,
            RemoteSequence = _remoteSequence,
            Protocol = _lastFlow?.Protocol ?? default,
            FlowLocal = _lastFlow?.Local.ToString(),
            FlowRemote = _lastFlow?.Remote.ToString(),
            Sdp = sdp,
        };
}
