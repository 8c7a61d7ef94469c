using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Tries a trunk beside the one in use: a registration of its own with another Contact, or a question whether the provider is there.</summary>
internal sealed class TrunkTests(SipDirectoryUpkeep upkeep, SipDirectory directory, SipServer sip, TrunkStates states, TimeProvider time)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    public async Task<TrunkTestResult> Run(CompanyId company, Guid trunk, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        await upkeep.Load(ct); // what was saved a moment ago counts
        if (directory.State.Trunk(trunk) is not { } known || known.Company != company || !sip.IsOpen)
        {
            return new TrunkTestResult(new TrunkFault(TrunkFaultKind.NotConnected), time.GetElapsedTime(began));
        }

        if (known.Addresses.IsEmpty)
        {
            return new TrunkTestResult(
                new TrunkFault(TrunkFaultKind.NameNotFound, Detail: known.Trunk.Settings.Server),
                time.GetElapsedTime(began)
            );
        }

        return new TrunkTestResult(await Try(known, ct), time.GetElapsedTime(began));
    }

    async Task<TrunkFault?> Try(KnownTrunk trunk, CancellationToken ct)
    {
        var trial = Guid.CreateVersion7();
        var copy = trunk.Sip with { Id = trial };
        var plan = TrunkAddresses.Registration(trunk.Trunk, copy);
        var answer = states.Expect(trial, isRegistration: plan is not null);
        sip.Do((agent, now) => agent.Keep(copy, plan is null ? null : plan with { ContactUser = $"test-{trial:n}" }, now));
        try
        {
            return await answer.WaitAsync(Longest, time, ct);
        }
        catch (TimeoutException)
        {
            return new TrunkFault(TrunkFaultKind.NoAnswer);
        }
        finally
        {
            sip.Do((agent, now) => agent.Drop(trial, now));
            states.Forget(trial);
        }
    }
}
