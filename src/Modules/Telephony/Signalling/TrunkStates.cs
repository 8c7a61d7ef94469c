using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Sip;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transactions;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>How each trunk does: shown to the administrator, and told to the switchboard of its company.</summary>
internal sealed class TrunkStates(SipDirectory directory, SipLegs legs, SwitchboardPost post, CompanyPages pages, TimeProvider time)
{
    readonly ConcurrentDictionary<Guid, TrunkState> _states = new();
    readonly ConcurrentDictionary<Guid, Trial> _trials = new();

    public void Handle(SipEvent happened)
    {
        switch (happened)
        {
            case SipEvent.TrunkRegistrationChanged { State.Outcome: not RegistrationOutcome.Trying } changed:
                Change(changed.Trunk, isRegistration: true, TrunkFaults.Of(changed.State), TrunkReach.Registered);
                break;
            case SipEvent.TrunkReachabilityChanged changed:
                Change(changed.Trunk, isRegistration: false, TrunkFaults.Of(changed.State), TrunkReach.Reachable);
                break;
        }
    }

    public void Forget(KnownTrunk trunk)
    {
        _states.TryRemove(trunk.Trunk.Id, out _);
        post.To(trunk.Company, new SwitchboardInput.TrunkDown(new TrunkId(trunk.Trunk.Id)));
    }

    public IReadOnlyList<TrunkState> Of(CompanyId company) =>
        [
            .. directory
                .State.Trunks.Where(trunk => trunk.Company == company)
                .Select(trunk =>
                    (_states.GetValueOrDefault(trunk.Trunk.Id) ?? Unknown(trunk.Trunk.Id)) with
                    {
                        Calls = legs.CallsOver(new TrunkId(trunk.Trunk.Id)),
                    }
                ),
        ];

    /// <summary>What becomes of a trunk that is only tried; null: it works.</summary>
    /// <param name="isRegistration">It is tried by registering: that it answers OPTIONS says nothing then.</param>
    public Task<TrunkFault?> Expect(Guid trial, bool isRegistration) => _trials.GetOrAdd(trial, _ => new Trial(isRegistration)).FirstSign;

    public void Forget(Guid trial) => _trials.TryRemove(trial, out _);

    /// <summary>A trunk that registers is up when it is registered; whether it answers OPTIONS then says nothing more.</summary>
    void Change(Guid id, bool isRegistration, TrunkFault? fault, TrunkReach reach)
    {
        if (_trials.TryGetValue(id, out var trial))
        {
            trial.Take(isRegistration, fault);
            return;
        }

        if (directory.State.Trunk(id) is not { } trunk || trunk.Trunk.Settings.Method is TrunkMethod.Registration != isRegistration)
        {
            return;
        }

        _states[id] = new TrunkState(id, fault is null ? reach : TrunkReach.Failed, fault, time.GetUtcNow(), 0);
        SwitchboardInput input = fault is null
            ? new SwitchboardInput.TrunkUp(new TrunkId(id))
            : new SwitchboardInput.TrunkDown(new TrunkId(id));
        post.To(trunk.Company, input);
        pages.Tell(trunk.Company, Topic);
    }

    const string Topic = "trunks";

    static TrunkState Unknown(Guid trunk) => new(trunk, TrunkReach.Unknown, null, default, 0);
}

/// <summary>A trunk that is tried, until its first sign.</summary>
internal sealed class Trial(bool isRegistration)
{
    readonly TaskCompletionSource<TrunkFault?> _sign = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TrunkFault?> FirstSign => _sign.Task;

    public void Take(bool ofRegistration, TrunkFault? fault)
    {
        if (ofRegistration == isRegistration)
        {
            _sign.TrySetResult(fault);
        }
    }
}

/// <summary>From SIP's words for what is wrong to those that a page can say.</summary>
internal static class TrunkFaults
{
    public static TrunkFault? Of(RegistrationState state) =>
        state.Outcome switch
        {
            RegistrationOutcome.Registered or RegistrationOutcome.Unregistered or RegistrationOutcome.Trying => null,
            RegistrationOutcome.PasswordRefused or RegistrationOutcome.Forbidden => new(TrunkFaultKind.PasswordRefused, state.Status),
            RegistrationOutcome.UnknownUser => new(TrunkFaultKind.AccountUnknown, state.Status),
            RegistrationOutcome.PasswordMissing => new(TrunkFaultKind.PasswordMissing, state.Status),
            RegistrationOutcome.NoAnswer => new(TrunkFaultKind.NoAnswer),
            RegistrationOutcome.Unreachable => new(TrunkFaultKind.NotConnected),
            RegistrationOutcome.CertificateRefused => new(TrunkFaultKind.CertificateRefused),
            RegistrationOutcome.NameNotFound => new(TrunkFaultKind.NameNotFound),
            _ => new(TrunkFaultKind.Refused, state.Status, state.Reason),
        };

    public static TrunkFault? Of(TrunkReachability state) =>
        state switch
        {
            { IsUp: true } => null,
            { Status: { } status } => new(TrunkFaultKind.Refused, status),
            { Failure: TransactionFailure.Timeout } => new(TrunkFaultKind.NoAnswer),
            { Failure: TransactionFailure.CertificateRefused } => new(TrunkFaultKind.CertificateRefused),
            _ => new(TrunkFaultKind.NotConnected),
        };
}
