using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>Requests of ours, and the responses to them.</summary>
sealed partial class TransactionLayer
{
    readonly Dictionary<ClientTransactionKey, ClientTransaction> _clients = [];
    int _locating;

    public ClientTransaction Send(SipRequest request, SipTarget target)
    {
        var transaction = new ClientTransaction(request, target);
        if (_clients.Count + _locating >= limits.Client)
        {
            End(transaction, TransactionFailure.Overload);
            return transaction;
        }

        Start(transaction);
        return transaction;
    }

    public void SendWithoutTransaction(SipRequest ack, SipTarget target) => Start(new ClientTransaction(ack, target) { IsOurs = true });

    public void Cancel(ClientTransaction invite, string? reason = null)
    {
        if (!invite.IsInvite || invite.HasEnded)
        {
            return; // RFC 3261 §9.1: only INVITE can be cancelled
        }

        (invite.IsCancelled, invite.CancelReason) = (true, reason);
        if (invite.Machine is null)
        {
            _locating--;
            End(invite, TransactionFailure.Cancelled);
            return;
        }

        Apply(invite, invite.Machine.Handle(TransactionInput.Cancel, _now), null);
    }

    /// <summary>What <see cref="TransactionOutput.Locate"/> found, in the order in which they are to be tried; empty: nothing.</summary>
    public void HandleLocated(ClientTransaction transaction, IReadOnlyList<SipDestination> destinations, DateTimeOffset now)
    {
        _now = now;
        if (!transaction.HasEnded)
        {
            _locating--;
            Try(transaction, destinations);
        }

        ReportFailures();
    }

    /// <summary>The request could not be sent, or the connection that it went over is closed.</summary>
    public void HandleSendFailed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now)
    {
        _now = now;
        if (transaction is { HasEnded: false, Machine: { } machine })
        {
            transaction.SendFailure = failure;
            Apply(transaction, machine.Handle(TransactionInput.TransportFailed, now), null);
        }

        ReportFailures();
    }

    void Start(ClientTransaction transaction)
    {
        transaction.Request.Headers.Remove(HeaderName.Via);
        switch (transaction.Target)
        {
            case SipTarget.Along along:
                Try(transaction, [SipDestination.Of(along.Flow)]);
                break;
            case SipTarget.Located located:
                _locating++;
                _outputs.Enqueue(new TransactionOutput.Locate(transaction, located.Uri));
                break;
        }
    }

    void Try(ClientTransaction transaction, IReadOnlyList<SipDestination> destinations)
    {
        if (destinations.Count == 0)
        {
            End(transaction, TransactionFailure.NotLocated);
            return;
        }

        foreach (var destination in destinations)
        {
            transaction.Others.Enqueue(destination);
        }

        TryNext(transaction);
    }

    void TryNext(ClientTransaction transaction)
    {
        var destination = transaction.Others.Dequeue();
        var request = transaction.Request;
        var ours = addresses.Towards(destination.Protocol, destination.Remote.Address, destination.Flow?.Local.Address);
        var via = new Via(destination.Protocol.InVia(), ours.Address.ToString(), ours.Port).With("branch", NewBranch()).With("rport", null);
        request.Headers.Remove(HeaderName.Via);
        request.PrependVia(via);
        FillIn(request, destination.Protocol, new(destination.Remote.Address, destination.Flow?.Local.Address));

        transaction.Destination = destination;
        _outputs.Enqueue(new TransactionOutput.Transmit(request, destination, transaction));
        if (transaction.IsAck)
        {
            transaction.HasEnded = true;
            return;
        }

        Register(transaction, new ClientTransactionKey(via.Branch!, request.Method));
    }

    void Register(ClientTransaction transaction, ClientTransactionKey key)
    {
        var reliable = transaction.Destination!.Protocol.IsReliable();
        transaction.Machine = transaction.IsInvite
            ? new InviteClientTransaction(timers, reliable, _now)
            : new NonInviteClientTransaction(timers, reliable, _now);
        transaction.Key = key;
        _clients.Add(key, transaction);
        _deadlines.Set(transaction);
    }

    void HandleResponse(SipResponse response, SipFlow flow)
    {
        // RFC 3261 §8.1.3.3: more than one Via, and it was not meant for us. What belongs to no transaction is dropped too (§18.1.2): there is no proxy here.
        if (response.Vias.Count != 1 || !_clients.TryGetValue(ClientTransactionKey.Of(response), out var transaction))
        {
            return;
        }

        transaction.Flow = flow;
        Apply(transaction, transaction.Machine!.Handle(InputOf(response), _now), response);
    }

    void Apply(ClientTransaction transaction, TransactionActions actions, SipResponse? response)
    {
        if (actions.HasFlag(TransactionActions.Send))
        {
            _outputs.Enqueue(new TransactionOutput.Transmit(transaction.Request, transaction.Destination!, transaction));
        }

        if (actions.HasFlag(TransactionActions.Acknowledge))
        {
            var ack = RequestOfTransaction.Ack(transaction.Request, response!);
            _outputs.Enqueue(new TransactionOutput.Transmit(ack, transaction.Destination!, null));
        }

        if (actions.HasFlag(TransactionActions.SendCancel))
        {
            SendCancel(transaction);
        }

        if (transaction.Machine!.State == TransactionState.Terminated)
        {
            _clients.Remove(transaction.Key);
        }
        else
        {
            _deadlines.Set(transaction);
        }

        if (actions.HasFlag(TransactionActions.ReportTimeout))
        {
            GoOn(transaction, TransactionFailure.Timeout);
        }
        else if (actions.HasFlag(TransactionActions.ReportTransport))
        {
            GoOn(transaction, transaction.SendFailure);
        }
        else if (actions.HasFlag(TransactionActions.PassUp))
        {
            PassUp(transaction, response!);
        }
    }

    void PassUp(ClientTransaction transaction, SipResponse response)
    {
        if (transaction.IsOurs)
        {
            return;
        }

        // RFC 3263 §4.3: 503 counts as a failure of that one server.
        if (response.StatusCode == 503 && MayGoOn(transaction))
        {
            LeaveBehind(transaction);
            TryNext(transaction);
            return;
        }

        User.Handle(transaction, response, _now);
    }

    /// <summary>To the next destination, else the failure is the user's.</summary>
    void GoOn(ClientTransaction transaction, TransactionFailure failure)
    {
        if (MayGoOn(transaction))
        {
            TryNext(transaction);
        }
        else
        {
            End(transaction, failure);
        }
    }

    /// <summary>The 503 may come again, and must be acknowledged again: the old transaction lives on under its own branch.</summary>
    void LeaveBehind(ClientTransaction transaction)
    {
        if (_clients.Remove(transaction.Key))
        {
            var rest = new ClientTransaction(transaction.Request.Copy(), transaction.Target)
            {
                IsOurs = true,
                Destination = transaction.Destination,
                Machine = transaction.Machine,
                Key = transaction.Key,
            };
            _clients.Add(rest.Key, rest);
            _deadlines.Set(rest);
        }
    }

    /// <summary>RFC 3261 §9.1: same Via, same destination, a transaction of its own.</summary>
    void SendCancel(ClientTransaction invite)
    {
        var cancel = new ClientTransaction(RequestOfTransaction.Cancel(invite.Request, invite.CancelReason), invite.Target)
        {
            IsOurs = true,
            Destination = invite.Destination,
        };
        _outputs.Enqueue(new TransactionOutput.Transmit(cancel.Request, cancel.Destination!, cancel));
        Register(cancel, invite.Key with { Method = SipMethod.Cancel });
    }

    void End(ClientTransaction transaction, TransactionFailure failure)
    {
        transaction.HasEnded = true;
        if (!transaction.IsOurs)
        {
            _failures.Enqueue((transaction, failure));
        }
    }

    /// <summary>RFC 3261 §8.1.1.7: unique for ever, and not to be guessed by who would answer in another's name.</summary>
    string NewBranch()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.GetBytes(bytes);
        return Via.MagicCookie + Convert.ToHexStringLower(bytes);
    }

    static bool MayGoOn(ClientTransaction transaction) => transaction is { IsCancelled: false, IsOurs: false, Others.Count: > 0 };
}
