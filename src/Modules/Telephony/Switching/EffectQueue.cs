using System.Collections.Immutable;
using System.Threading.Channels;
using ConnectMe.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>What switchboards ask of the world, carried out by one reader in the order they asked it. No switchboard waits for it.</summary>
internal sealed class EffectQueue(EffectPlayer player, ILogger<EffectQueue> log) : BackgroundService
{
    readonly Channel<(CompanyId Company, ImmutableArray<SwitchboardEffect> Effects)> _queue = Channel.CreateUnbounded<(
        CompanyId,
        ImmutableArray<SwitchboardEffect>
    )>(new UnboundedChannelOptions { SingleReader = true });

    public void Enqueue(CompanyId company, ImmutableArray<SwitchboardEffect> effects)
    {
        if (effects.Length > 0)
        {
            _queue.Writer.TryWrite((company, effects));
        }
    }

    /// <summary>What was asked before the stop is still carried out: it may be a fact for the journal.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (company, effects) in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            foreach (var effect in effects)
            {
                CarryOut(company, effect);
            }
        }
    }

    void CarryOut(CompanyId company, SwitchboardEffect effect)
    {
        try
        {
            player.CarryOut(company, effect);
        }
        catch (Exception failure) // the input loop's other half: an effect that fails is named, and the next ones still happen
        {
            log.EffectFailed(failure, company, effect);
        }
    }
}
