using System.Threading.Channels;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Queues.Domain;
using Marten;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Queues.Keeping;

/// <summary>Tells when the hours of a company begin or end that has queues which follow them. That they do is a function of the time; only who waits for news is told here.</summary>
internal sealed class QueueHours(
    IDocumentStore store,
    QueuesInMemory queues,
    QueueNews news,
    IBusinessHours hours,
    ICompanies companies,
    TimeProvider time
) : BackgroundService
{
    readonly Channel<CompanyId> _wakes = Channel.CreateUnbounded<CompanyId>(new UnboundedChannelOptions { SingleReader = true });
    readonly Dictionary<CompanyId, Awaited> _awaited = [];

    /// <summary>Its queues or its hours changed: it may close at another time.</summary>
    public void LookAgain(CompanyId company) => _wakes.Writer.TryWrite(company);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var company in await CompaniesWithQueues(stoppingToken))
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
                await Look(company, before, stoppingToken);
            }
            catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
            {
                _awaited[company] = new Awaited(before?.WasOpen, Wake(company, Again)); // nothing of this company is in memory yet
            }
        }
    }

    async Task Look(CompanyId company, Awaited? before, CancellationToken ct)
    {
        if (!(await queues.Of(company, ct)).Queues.All.Any(queue => queue.FollowsHours))
        {
            return;
        }

        var now = time.GetUtcNow();
        var state = hours.At(company, now);
        if (before?.WasOpen is { } wasOpen && wasOpen != state.IsOpen)
        {
            await news.Tell(company);
        }

        _awaited[company] = new Awaited(state.IsOpen, Wake(company, Left(company, state, now)));
    }

    /// <summary>Until it closes or opens next; a clock that was set meanwhile is noticed within <see cref="Longest"/>.</summary>
    TimeSpan Left(CompanyId company, OpenState state, DateTimeOffset now)
    {
        if (state.ChangesAt is not { } changes)
        {
            return Longest;
        }

        var left = TimeZoneInfo.FindSystemTimeZoneById(companies.Of(company).TimeZone).Moment(changes) - now;
        return left < Shortest ? Shortest
            : left < Longest ? left
            : Longest;
    }

    ITimer Wake(CompanyId company, TimeSpan after) =>
        time.CreateTimer(_ => LookAgain(company), state: null, after, Timeout.InfiniteTimeSpan);

    async Task<IReadOnlyList<CompanyId>> CompaniesWithQueues(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var all = await query.Query<CompanyQueues>().Where(one => one.AnyTenant()).ToListAsync(ct);
        return [.. all.Select(one => new CompanyId(one.CompanyId))];
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var awaited in _awaited.Values)
        {
            awaited.Timer.Dispose();
        }
    }

    sealed record Awaited(bool? WasOpen, ITimer Timer);

    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
}
