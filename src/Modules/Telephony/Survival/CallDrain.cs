using ConnectMe.Kernel;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Survival;

/// <summary>Lets calls run to their end before the process stops, as long as the administrator set; then they are hung up (promise R12).</summary>
internal sealed class CallDrain(
    LiveCalls calls,
    DrainState state,
    SwitchboardPost post,
    TelephonySettings settings,
    TimeProvider time,
    ILogger<CallDrain> log
) : IDrain
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>For the last BYEs to be on their way.</summary>
    static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    public async Task Drain(CancellationToken hurry)
    {
        state.IsDraining = true;
        var limit = TimeSpan.FromMinutes(settings.DrainMinutes);
        log.CallsDrain(calls.Count, limit);
        if (await AreOver(limit, hurry))
        {
            return;
        }

        log.CallsCutOff(calls.Count);
        foreach (var company in calls.Companies)
        {
            post.To(company, new SwitchboardInput.DrainOver());
        }

        await AreOver(Goodbye, hurry);
    }

    async Task<bool> AreOver(TimeSpan within, CancellationToken hurry)
    {
        var since = time.GetTimestamp();
        using var timer = new PeriodicTimer(Look, time);
        while (calls.Count > 0)
        {
            if (time.GetElapsedTime(since) >= within)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(hurry);
        }

        return true;
    }
}
