using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Requests that come (RFC 3261 §8.2): looked at, authenticated, and given to the dialog or to what serves their method.</summary>
public sealed partial class UserAgent
{
    public void Handle(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now)
    {
        if (UserAgentServer.Inspect(transaction) is { } refusal)
        {
            RespondToStranger(transaction, refusal);
        }
        else if (request.Method == SipMethod.Register)
        {
            HandleRegister(transaction, request, flow, now);
        }
        else if (request.To.Tag is not null)
        {
            HandleWithinDialog(transaction, request, flow, now);
        }
        else
        {
            HandleOutsideDialog(transaction, request, flow, now);
        }
    }

    void HandleWithinDialog(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now)
    {
        if (_core.Find(DialogId.OfRequest(request)) is var (session, dialog))
        {
            if (ComesFromPeer(session, dialog, transaction, flow, now))
            {
                session.Handle(transaction, dialog, flow, now);
                Touch(session);
            }
        }
        else if (request.Method == SipMethod.Subscribe)
        {
            HandleSubscribe(transaction, request, flow, now);
        }
        else
        {
            RespondToStranger(transaction, 481);
        }
    }

    void HandleOutsideDialog(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now)
    {
        switch (request.Method.Name)
        {
            case "INVITE":
                HandleInvite(transaction, flow, now);
                break;
            case "SUBSCRIBE":
                HandleSubscribe(transaction, request, flow, now);
                break;
            case "OPTIONS":
                RespondToStranger(transaction, UserAgentServer.Capabilities(transaction));
                break;
            case "MESSAGE" or "PUBLISH" or "REFER" or "INFO":
                if (Identify(transaction, flow, now) is not null)
                {
                    _core.Respond(transaction, RefusalOutsideDialog(transaction));
                }

                break;
            default:
                RespondToStranger(transaction, 481);
                break;
        }
    }

    static SipResponse RefusalOutsideDialog(ServerTransaction transaction) =>
        transaction.Request.Method.Name switch
        {
            "INFO" => SipResponse.For(transaction.Request, 481, transaction.ToTag),
            // RFC 3515 §2.4.2: what a REFER refers is a call; outside of one there is none.
            "REFER" => SipResponse.For(transaction.Request, 603, transaction.ToTag),
            _ => UserAgentServer.NotAllowed(transaction),
        };

    void HandleRegister(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now)
    {
        // A trunk does not register with us: whoever wants to is a device, wherever it is.
        if (Admit(transaction, flow, now) is { } account)
        {
            _core.Respond(transaction, _registrar.Handle(request, flow, account, now));
            Reconnected(account.Id, flow, now);
        }
    }

    void HandleSubscribe(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now)
    {
        if (Admit(transaction, flow, now) is { } account)
        {
            _notifier.Handle(transaction, request, flow, account, now);
        }
    }

    void HandleInvite(ServerTransaction transaction, SipFlow flow, DateTimeOffset now)
    {
        if (Identify(transaction, flow, now) is not { } source)
        {
            return;
        }

        var request = transaction.Request;
        InviteSession? replaced = null;
        if (_core.LiveSessions >= _options.MostSessions || !_newCalls.TryTake(now))
        {
            var busy = SipResponse.For(request, 503, transaction.ToTag);
            // Not the same for all, or they come back at the same moment.
            busy.Headers.Add("Retry-After", (long)_core.Tokens.Between(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)).TotalSeconds);
            _transactions.RespondStateless(transaction, busy); // in a flood there is nothing to be kept of those
        }
        else if (new SessionTiming(_options).Refusal(transaction) is { } tooSmall)
        {
            _core.Respond(transaction, tooSmall);
        }
        else if (ReplacesRefusal(request, source, out replaced) is { } status)
        {
            _core.Respond(transaction, status);
        }
        else
        {
            var session = InviteSession.Received(_core, _core.Tokens.SessionId(), source, transaction, now);
            _sessions.Add(session.Id, session);
            _invites.Add(transaction, session);
            _core.Emit(new SipEvent.Invited(session.Id, source, request, CallerOf(source, request), replaced?.Id));
            Touch(session);
        }
    }

    /// <summary>RFC 3891 §3. Who may take over whose call is for the application, but never across tenants.</summary>
    int? ReplacesRefusal(SipRequest invite, SipSource source, out InviteSession? replaced)
    {
        replaced = null;
        if (invite.Headers.Values("Replaces") is not { Count: > 0 } values)
        {
            return null;
        }

        if (values.Count > 1 || ReplacesHeader.Read(values[0]) is not { } named)
        {
            return 400;
        }

        if (_core.Find(named.Dialog) is not var (session, _) || session.Tenant != source.Tenant)
        {
            return 481;
        }

        if (session.IsOver)
        {
            return 603;
        }

        if (named.EarlyOnly && session.IsEstablished)
        {
            return 486;
        }

        replaced = session;
        return null;
    }

    static CallerIdentity? CallerOf(SipSource source, SipRequest request)
    {
        if (source is not SipSource.FromTrunk { Trunk: var trunk })
        {
            return null; // A5: what a device says of itself counts for nothing
        }

        var asserted = trunk.IsTrusted ? request.Address("P-Asserted-Identity") : null;
        var privacy = request.Headers["Privacy"]?.Split(';', ',') ?? [];
        var isPrivate =
            privacy.Any(wish => wish.Trim().ToLowerInvariant() is "id" or "user" or "header")
            || request.From.Uri.Host.Equals("anonymous.invalid", StringComparison.OrdinalIgnoreCase);
        return new CallerIdentity(asserted ?? request.From, asserted is not null, isPrivate);
    }

    /// <summary>Within a dialog: its trunk, or the device where it was; from anywhere else the device proves itself anew.</summary>
    bool ComesFromPeer(InviteSession session, Dialog dialog, ServerTransaction transaction, SipFlow flow, DateTimeOffset now)
    {
        if (dialog.IsAt(flow.Remote.Address))
        {
            return true;
        }

        if (session.Trunk is { } trunk)
        {
            if (_directory.TrunkAt(flow.Remote.Address)?.Id == trunk.Id)
            {
                return true;
            }

            RespondToStranger(transaction, 481);
            return false;
        }

        if (Admit(transaction, flow, now) is not { } account)
        {
            return false;
        }

        if (session.AccountId == account.Id)
        {
            return true;
        }

        RespondToStranger(transaction, 481); // as if there were no such dialog
        return false;
    }

    SipSource? Identify(ServerTransaction transaction, SipFlow flow, DateTimeOffset now)
    {
        // A phone behind the address of a trunk is a phone all the same: it has registered from there.
        if (_directory.TrunkAt(flow.Remote.Address) is { } trunk && !_registrar.HasDeviceAt(flow))
        {
            return new SipSource.FromTrunk(trunk, flow);
        }

        return Admit(transaction, flow, now) is { } account ? new SipSource.FromDevice(account, flow) : null;
    }

    /// <summary>Null: it was challenged, or met with silence.</summary>
    SipAccount? Admit(ServerTransaction transaction, SipFlow flow, DateTimeOffset now)
    {
        switch (_admission.Handle(transaction.Request, flow, now))
        {
            case AdmissionResult.Admitted admitted:
                return admitted.Account;
            case AdmissionResult.Challenged challenged:
                _transactions.RespondStateless(transaction, challenged.Response);
                return null;
            default:
                _transactions.Drop(transaction);
                return null;
        }
    }

    void RespondToStranger(ServerTransaction transaction, int status) =>
        RespondToStranger(transaction, SipResponse.For(transaction.Request, status, transaction.ToTag));

    /// <summary>Without a word of what we are, and remembered no longer than it takes to send (H6).</summary>
    void RespondToStranger(ServerTransaction transaction, SipResponse response) => _transactions.RespondStateless(transaction, response);
}
