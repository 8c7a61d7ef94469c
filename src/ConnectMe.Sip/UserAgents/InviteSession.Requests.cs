using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>What the other side asks within the dialog (RFC 3261 §12.2.2).</summary>
sealed partial class InviteSession
{
    public void Handle(ServerTransaction transaction, Dialog dialog, SipFlow flow, DateTimeOffset now)
    {
        var request = transaction.Request;
        if (!dialog.Accepts(request))
        {
            _core.Respond(transaction, 500);
            return;
        }

        dialog.HeardOver(flow);
        var wasAway = _isAway;
        _isAway = false;
        if (IsOver)
        {
            var isBye = request.Method == SipMethod.Bye; // both hung up at once
            _success = isBye ? null : _success;
            _core.Respond(transaction, isBye ? 200 : 481);
            return;
        }

        switch (request.Method.Name)
        {
            case "BYE":
                HandleBye(transaction);
                break;
            case "INVITE":
                HandleReinvite(transaction, now);
                break;
            case "UPDATE":
                HandleUpdate(transaction, dialog, now);
                break;
            case "PRACK" when _incoming is not null:
                _incoming.HandlePrack(transaction, now);
                break;
            case "INFO":
                HandleDigit(transaction);
                break;
            case "REFER":
                _referrals.HandleRefer(transaction);
                break;
            case "NOTIFY":
                _referrals.HandleNotify(transaction);
                break;
            case "OPTIONS":
                _core.Respond(transaction, UserAgentServer.Capabilities(transaction));
                break;
            case "PRACK":
                _core.Respond(transaction, 481);
                break;
            default:
                _core.Respond(transaction, UserAgentServer.NotAllowed(transaction));
                break;
        }

        if (wasAway)
        {
            Settled(now);
        }
    }

    void HandleBye(ServerTransaction transaction)
    {
        _core.Respond(transaction, 200);
        _incoming?.Conclude(487); // §15.1.2
        _outgoing?.GiveUp(null);
        _success = null;
        End(EndCause.PeerHungUp, ReasonHeader.Of(transaction.Request));
    }

    void HandleDigit(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (request.Headers.Contains("Info-Package"))
        {
            _core.Respond(transaction, 469); // RFC 6086 §4.2.2: we take part in no package
        }
        else if (request.Body.IsEmpty)
        {
            _core.Respond(transaction, 200); // a sign of life (RFC 2976)
        }
        else if (!DtmfRelay.IsIn(request))
        {
            _core.Respond(transaction, UserAgentServer.UnsupportedBody(transaction));
        }
        else if (DtmfRelay.TryRead(request, out var digit, out var duration))
        {
            _core.Respond(transaction, 200);
            _core.Emit(new SipEvent.DigitReceived(Id, digit, duration));
        }
        else
        {
            _core.Respond(transaction, 400);
        }
    }
}
