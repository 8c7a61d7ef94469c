using System.Collections.Concurrent;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>Posts what happened outside to a company's switchboard without waiting for it; inputs of one caller arrive in order.</summary>
internal sealed class SwitchboardPost(IGrainFactory grains, ILogger<SwitchboardPost> log)
{
    /// <summary>Orleans looks the attributes of the interface up each time that it is asked for a grain, which costs more than an input does.</summary>
    readonly ConcurrentDictionary<CompanyId, ISwitchboardGrain> _switchboards = new();

    public void To(CompanyId company, SwitchboardInput input) => _ = Deliver(company, input);

    async Task Deliver(CompanyId company, SwitchboardInput input)
    {
        try
        {
            await _switchboards
                .GetOrAdd(company, static (of, grains) => grains.GetGrain<ISwitchboardGrain>(of.ToString()), grains)
                .Post(input);
        }
        catch (Exception failure) // nobody awaits this: a silo that is stopping or a company that can't be loaded is named here
        {
            log.InputNotDelivered(failure, company, input);
        }
    }
}
