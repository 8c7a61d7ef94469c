using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using ConnectMe.Presence.Domain;
using Marten;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Presence.Statuses;

/// <summary>
/// Tells when a temporary status is over, or a planned one begins or ends. That it is so needs nobody: what holds is a function of the time; only who waits for news is told here (docs/decisions/0023).
/// </summary>
internal sealed class StatusEnds(
    IDocumentStore store,
    PresenceInMemory presence,
    IPlannedStatuses planned,
    PlannedNews news,
    TimeProvider time
) : BackgroundService
{
    readonly Channel<CompanyId> _wakes = Channel.CreateUnbounded<CompanyId>(new UnboundedChannelOptions { SingleReader = true });
    readonly Dictionary<CompanyId, Awaited> _awaited = [];

    /// <summary>Something was chosen or planned: another end may be the next.</summary>
    public void LookAgain(CompanyId company) => _wakes.Writer.TryWrite(company);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var company in await CompaniesThatWait(stoppingToken))
        {
            LookAgain(company);
        }

        await foreach (var company in _wakes.Reader.ReadAllAsync(stoppingToken))
        {
            var before = _awaited.Remove(company, out var awaited) ? awaited : null;
            if (before is not null)
            {
                await before.Timer.DisposeAsync();
            }

            try
            {
                if (before?.End <= time.GetUtcNow())
                {
                    await news.Tell(company);
                }

                await Await(company, stoppingToken);
            }
            catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
            {
                _awaited[company] = new Awaited(before?.End, Wake(company, Again)); // nothing of this company is in memory yet
            }
        }
    }

    async Task Await(CompanyId company, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if ((await presence.Of(company, ct)).NextChange(now) is { } end)
        {
            var left = end - now;
            _awaited[company] = new Awaited(end, Wake(company, left < Longest ? left : Longest));
        }
    }

    ITimer Wake(CompanyId company, TimeSpan after) =>
        time.CreateTimer(_ => LookAgain(company), state: null, after, Timeout.InfiniteTimeSpan);

    async Task<IReadOnlyList<CompanyId>> CompaniesThatWait(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var query = store.QuerySession();
        var waiting = await query.Query<ChosenStatus>().Where(choice => choice.AnyTenant() && choice.Until > now).ToListAsync(ct);
        return [.. waiting.Select(choice => new CompanyId(choice.CompanyId)).Union(await planned.Companies(ct))];
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var awaited in _awaited.Values)
        {
            awaited.Timer.Dispose();
        }
    }

    sealed record Awaited(DateTimeOffset? End, ITimer Timer);

    /// <summary>A clock that was set meanwhile is noticed within this.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
}
