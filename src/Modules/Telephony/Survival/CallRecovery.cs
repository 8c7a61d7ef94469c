using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Survival;

/// <summary>Takes up the conversations that the death of the run before cut off (promise R2); who was in another call than those is told that it is over.</summary>
internal sealed class CallRecovery(
    CutOffCalls cutOff,
    KeptCalls kept,
    SipLegs legs,
    SipServer sip,
    SwitchboardPost post,
    TimeProvider time,
    ILogger<CallRecovery> log
) : BackgroundService
{
    /// <summary>Then calls between browsers go on, and phones are not reached: the port is taken.</summary>
    static readonly TimeSpan WaitForSip = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var calls = await cutOff.GoOn.WaitAsync(stoppingToken);
        if (calls.Count == 0 && kept.Survivors.Legs.Count == 0)
        {
            return;
        }

        await WaitUntilOpen(stoppingToken);
        log.CallsTakenUp(calls.Count);
        legs.Expect(kept.Survivors.Legs);
        legs.EndAllBut(calls.SelectMany(call => call.Call.Legs).Select(leg => leg.Id).ToHashSet());
        foreach (var company in calls.GroupBy(call => call.Company))
        {
            post.To(company.Key, new SwitchboardInput.CallsSurvived([.. company.Select(call => call.Call)]));
        }
    }

    async Task WaitUntilOpen(CancellationToken ct)
    {
        try
        {
            await sip.Opened.WaitAsync(WaitForSip, time, ct);
        }
        catch (TimeoutException)
        {
            log.CallsTakenUpWithoutSip();
        }
    }
}
