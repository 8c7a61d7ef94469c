using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Outside;
using ConnectMe.Media;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Lines;

/// <summary>
/// Whether the media port is reached from outside. A server cannot ask that of itself: it is not outside. But a line that came up from an address of the
/// internet has shown it, and that is kept.
/// </summary>
internal sealed class OutsideReach(IDocumentStore store, MediaEngine media, TimeProvider time, ILogger<OutsideReach> log)
    : BackgroundService
{
    readonly ConcurrentDictionary<CompanyId, DateTimeOffset> _noted = new();
    readonly Channel<(CompanyId Company, ReachedFromOutside Reached)> _toSave = Channel.CreateBounded<(CompanyId, ReachedFromOutside)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    /// <summary>A line of this person came up. Never blocks.</summary>
    /// <param name="from">Null when the media port did not say.</param>
    public void Note(CompanyId company, UserId user, IPAddress? from)
    {
        var now = time.GetUtcNow();
        if (from is null || !IsOutside(from) || (_noted.TryGetValue(company, out var last) && now - last < Calm))
        {
            return;
        }

        _noted[company] = now;
        _toSave.Writer.TryWrite((company, new ReachedFromOutside(company.Value, now, user.Value, $"{from}", media.Port, Advertised)));
    }

    /// <summary>Null: never, or not since the port or the addresses that browsers are told are what they are.</summary>
    public async Task<ReachedFromOutside?> Last(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return
            await query.LoadAsync<ReachedFromOutside>(company.Value, ct) is { } reached
            && reached.Port == media.Port
            && reached.Advertised.SequenceEqual(Advertised, StringComparer.Ordinal)
            ? reached
            : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (company, reached) in _toSave.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var session = store.SessionFor(company);
                session.Store(reached);
                await session.SaveChangesAsync(stoppingToken);
            }
            catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
            {
                _noted.TryRemove(company, out _); // the next line tells again
                log.ReachNotKept(company, exception.Message);
            }
        }
    }

    /// <summary>A router that leads its own network back in shows our own address: nothing came from outside.</summary>
    bool IsOutside(IPAddress from) => OutsideAddress.IsPublic(from) && !media.Options.PublicAddresses.Contains(from);

    IReadOnlyList<string> Advertised => [.. media.Options.PublicAddresses.Select(address => $"{address}")];

    /// <summary>Every page that opens would be too often to write.</summary>
    static readonly TimeSpan Calm = TimeSpan.FromMinutes(10);
    const int MostWaiting = 100;
}
