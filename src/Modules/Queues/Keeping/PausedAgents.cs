using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Queues.Keeping;

/// <summary>Saves who was paused by the switchboard, which does not wait for it.</summary>
internal sealed class PausedAgents(IDocumentStore store, TimeProvider time, ILogger<PausedAgents> log) : BackgroundService
{
    readonly Channel<Pausing> _pausings = Channel.CreateUnbounded<Pausing>(new UnboundedChannelOptions { SingleReader = true });

    public void Pause(CompanyId company, Guid queue, UserId agent) =>
        _pausings.Writer.TryWrite(new Pausing(company, queue, agent, time.GetUtcNow()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var pausing in _pausings.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Save(pausing, stoppingToken);
            }
            catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
            {
                log.PauseNotSaved(exception, pausing.Agent, pausing.Queue);
            }
        }
    }

    async Task Save(Pausing pausing, CancellationToken ct)
    {
        await using var session = store.SessionFor(pausing.Company);
        var signIn = await session.LoadAsync<QueueSignIn>(QueueSignIn.IdOf(pausing.Queue, pausing.Agent.Value), ct);
        if (signIn?.Pause(pausing.At) is { } isPaused)
        {
            session.Store(isPaused);
            await session.SaveChangesAsync(ct);
        }
    }

    sealed record Pausing(CompanyId Company, Guid Queue, UserId Agent, DateTimeOffset At);
}
