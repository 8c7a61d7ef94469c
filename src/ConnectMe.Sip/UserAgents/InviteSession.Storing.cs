using System.Collections.Immutable;
using System.Text;
using ConnectMe.Sip.Registrations;

namespace ConnectMe.Sip.UserAgents;

/// <summary>A session that outlives the process (docs/decisions/0012): what of it is stored, and how it begins again.</summary>
sealed partial class InviteSession
{
    (int Changes, ReadOnlyMemory<byte> Sdp)? _stored;

    /// <param name="bindings">Of the device at the other side.</param>
    /// <returns>Null when what was stored cannot be understood.</returns>
    public static InviteSession? Restored(
        UserAgentCore core,
        SessionId id,
        RestoredCall call,
        ImmutableArray<Binding> bindings,
        DateTimeOffset now
    )
    {
        if (call.Stored.Read(isSymmetric: call.Trunk is null) is not { } dialog)
        {
            return null;
        }

        var session = new InviteSession(core, id, call.Tenant, call.Trunk)
        {
            AccountId = call.AccountId,
            Dialog = dialog,
            IsEstablished = true,
            _localSdp = call.Sdp,
            _queuedOffer = call.Sdp.IsEmpty ? default(ReadOnlyMemory<byte>?) : call.Sdp, // null alone would be an empty offer
        };
        core.Add(dialog, session);
        session.ExpectDevice(bindings, now);
        session.Settled(now);
        return session;
    }

    /// <summary>Tells the application what has changed of that which is stored, once the other side knows that the call is answered.</summary>
    public void Store()
    {
        if (!IsEstablished || IsOver || _success is { BeganTheSession: true } || Dialog is not { } dialog)
        {
            return;
        }

        if (_stored is { } last && last.Changes == dialog.Changes && last.Sdp.Equals(_localSdp))
        {
            return;
        }

        _stored = (dialog.Changes, _localSdp);
        _core.Emit(new SipEvent.Stored(Id, dialog.ToStore(Encoding.UTF8.GetString(_localSdp.Span))));
    }
}
