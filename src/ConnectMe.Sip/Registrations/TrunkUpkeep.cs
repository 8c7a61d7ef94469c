using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Registrations;

/// <summary>Keeps all trunks: registered where they want it, and asked regularly whether they are there.</summary>
sealed class TrunkUpkeep(ITransactions transactions, RandomNumberGenerator random)
{
    readonly Tokens _tokens = new(random);
    readonly Dictionary<Guid, Kept> _trunks = [];
    readonly List<Kept> _leaving = [];
    readonly Dictionary<ClientTransaction, Kept> _registering = [];
    readonly Dictionary<ClientTransaction, Kept> _asking = [];
    readonly Queue<SipEvent> _events = new();

    /// <returns>False when the transaction is none of these.</returns>
    public bool Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now)
    {
        if (_asking.TryGetValue(transaction, out var asked))
        {
            Forget(_asking, transaction, response);
            asked.Ping.Handle(response, now);
            Drain(asked, now);
            return true;
        }
        if (!_registering.TryGetValue(transaction, out var kept))
        {
            return false;
        }
        Forget(_registering, transaction, response);
        var from = transaction.Flow?.Remote.Address ?? IPAddress.None;
        IReadOnlyCollection<IPAddress> own = transaction.Destination is { } destination ? [destination.Remote.Address] : [];
        kept.Registration!.Handle(response, from, own, now);
        Drain(kept, now);
        return true;
    }

    /// <returns>False when the transaction is none of these.</returns>
    public bool Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now)
    {
        if (_asking.Remove(transaction, out var asked))
        {
            asked.Ping.Failed(failure, now);
            Drain(asked, now);
            return true;
        }
        if (!_registering.Remove(transaction, out var kept))
        {
            return false;
        }
        kept.Registration!.Failed(failure, now);
        Drain(kept, now);
        return true;
    }

    public void Handle(DateTimeOffset now)
    {
        foreach (var kept in (List<Kept>)[.. _trunks.Values, .. _leaving])
        {
            kept.Ping.Handle(now);
            kept.Registration?.Handle(now);
            Drain(kept, now);
        }
    }

    /// <summary>Takes a trunk up, or as it is from now on: a trunk whose settings are the same is left alone.</summary>
    /// <param name="plan">Null for a trunk that knows us by our address.</param>
    public void Keep(SipTrunk trunk, RegistrationPlan? plan, DateTimeOffset now)
    {
        if (_trunks.TryGetValue(trunk.Id, out var before) && before.Trunk == trunk && before.Plan == plan)
        {
            return;
        }
        if (before?.Plan is { } planned && plan is not null && IsSameContact(planned, plan))
        {
            _trunks.Remove(trunk.Id); // the new one takes the Contact over; unregistering might overtake it
        }
        Drop(trunk.Id, now);
        var credentials = trunk.Credentials is { } known ? new DigestClient(known.Username, known.Password, known.Realm, random) : null;
        var kept = new Kept(
            trunk,
            plan,
            new OptionsPing(trunk, _tokens),
            plan is null ? null : new Registration(plan, credentials, _tokens)
        );
        _trunks[trunk.Id] = kept;
        kept.Ping.Start(now);
        kept.Registration?.Start(now);
        Drain(kept, now);
    }

    /// <summary>Unregisters and lets go.</summary>
    public void Drop(Guid trunk, DateTimeOffset now)
    {
        if (!_trunks.Remove(trunk, out var kept))
        {
            return;
        }
        kept.IsLeaving = true;
        if (kept.Registration is not null)
        {
            _leaving.Add(kept);
            kept.Registration.Stop(now);
            Drain(kept, now);
        }
    }

    /// <summary>All trunks, before the server stops.</summary>
    public void DropAll(DateTimeOffset now)
    {
        foreach (var trunk in _trunks.Keys.ToList())
        {
            Drop(trunk, now);
        }
    }

    /// <summary>A call over the trunk went wrong: look now.</summary>
    public void Suspect(Guid trunk, DateTimeOffset now)
    {
        if (_trunks.TryGetValue(trunk, out var kept))
        {
            kept.Ping.Suspect(now);
            Drain(kept, now);
        }
    }

    /// <summary>Does not wait for its turn to register again.</summary>
    public void TryNow(Guid trunk, DateTimeOffset now)
    {
        if (_trunks.TryGetValue(trunk, out var kept))
        {
            kept.Registration?.TryNow(now);
            kept.Ping.Suspect(now);
            Drain(kept, now);
        }
    }

    public bool TryTake(out SipEvent? output) => _events.TryDequeue(out output);

    public DateTimeOffset? NextTimeout
    {
        get
        {
            // Asked after every message: nothing is allocated.
            DateTimeOffset? next = null;
            foreach (var kept in _trunks.Values)
            {
                next = Deadline.Earliest(next, kept.Ping.NextTimeout, kept.Registration?.NextTimeout);
            }
            foreach (var kept in _leaving)
            {
                next = Deadline.Earliest(next, kept.Registration?.NextTimeout);
            }
            return next;
        }
    }

    /// <summary>Null for a trunk that is not kept, or not registered with.</summary>
    public RegistrationState? RegistrationOf(Guid trunk) => _trunks.GetValueOrDefault(trunk)?.Registration?.State;

    /// <summary>Null until it is known.</summary>
    public TrunkReachability? ReachabilityOf(Guid trunk) => _trunks.GetValueOrDefault(trunk)?.Ping.State;

    /// <summary>Nothing is under way any more: the server may stop.</summary>
    public bool HasLetGo => _leaving.Count == 0;

    void Drain(Kept kept, DateTimeOffset now)
    {
        while (!kept.IsLeaving && kept.Ping.TryTake(out var output))
        {
            if (output is PingOutput.Send send)
            {
                _asking[transactions.Send(send.Request, send.Target)] = kept;
            }
            else if (output is PingOutput.Changed changed)
            {
                _events.Enqueue(new SipEvent.TrunkReachabilityChanged(kept.Trunk.Id, changed.State));
                if (changed.State.IsUp && kept.Registration is { State: { } state } && RetryDelay.IsOutage(state.Outcome))
                {
                    kept.Registration.TryNow(now); // it is back: no need to wait out the delay (R11)
                }
            }
        }
        while (kept.Registration?.TryTake(out var output) == true)
        {
            switch (output)
            {
                case RegistrationOutput.Send send:
                    _registering[transactions.Send(send.Request, send.Target)] = kept;
                    break;
                case RegistrationOutput.Changed changed:
                    _events.Enqueue(new SipEvent.TrunkRegistrationChanged(kept.Trunk.Id, changed.State));
                    break;
                case RegistrationOutput.Stopped:
                    _leaving.Remove(kept);
                    break;
            }
        }
    }

    static bool IsSameContact(RegistrationPlan one, RegistrationPlan other) =>
        (one.Registrar, one.AddressOfRecord, one.ContactUser, one.Trunk.OutboundProxy)
        == (other.Registrar, other.AddressOfRecord, other.ContactUser, other.Trunk.OutboundProxy);

    static void Forget(Dictionary<ClientTransaction, Kept> pending, ClientTransaction transaction, SipResponse response)
    {
        if (response.IsFinal)
        {
            pending.Remove(transaction);
        }
    }

    sealed record Kept(SipTrunk Trunk, RegistrationPlan? Plan, OptionsPing Ping, Registration? Registration)
    {
        public bool IsLeaving { get; set; }
    }
}
