using System.Threading.Channels;
using ConnectMe.Sip.Registrations;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>
/// Keeps the bindings in PostgreSQL, behind the registrar's back: a phone is answered from memory, and what has changed is written when the
/// database takes it (promise R1).
/// </summary>
internal sealed class BindingStore(DeviceLocations locations, IDocumentStore store, TimeProvider time, ILogger<BindingStore> log)
    : BackgroundService
{
    const int Batch = 500;
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>Who registers meanwhile is written together: at the start of a working day that is hundreds. The first after a pause is written at once.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    readonly Channel<Guid> _changed = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });
    readonly HashSet<Guid> _waiting = [];

    /// <summary>The device's bindings are not what is stored.</summary>
    public void Changed(Guid device) => _changed.Writer.TryWrite(device);

    /// <summary>What was kept over a restart and has not run out.</summary>
    public async Task<IReadOnlyList<Binding>> Load(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var now = time.GetUtcNow();
        List<Binding> all = [];
        foreach (var stored in await session.Query<DeviceBindings>().ToListAsync(ct))
        {
            List<Binding> bindings =
            [
                .. stored.Bindings.Select(binding => binding.Read(stored.Id)).OfType<Binding>().Where(binding => binding.Expires > now),
            ];
            locations.Load(stored.Id, new DeviceLocation([.. bindings], stored.Last?.Read(stored.Id), stored.LastSeen));
            all.AddRange(bindings);
        }

        return all;
    }

    /// <summary>What changed last is still written, when the database is there.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWrite(TimeSpan.Zero, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        while (await _changed.Reader.WaitToReadAsync(stoppingToken))
        {
            var began = time.GetTimestamp();
            while (!await TryWrite(delay, stoppingToken))
            {
                await Task.Delay(delay, time, stoppingToken);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }

            delay = FirstDelay;
            if (Gathering - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, stoppingToken);
            }
        }
    }

    async Task<bool> TryWrite(TimeSpan delay, CancellationToken ct)
    {
        while (_waiting.Count < Batch && _changed.Reader.TryRead(out var device))
        {
            _waiting.Add(device);
        }

        if (_waiting.Count == 0)
        {
            return true;
        }

        try
        {
            await using var session = store.LightweightSession();
            foreach (var device in _waiting)
            {
                var known = locations.Of(device);
                var last = known.Last is null ? null : StoredBinding.Of(known.Last);
                session.Store(new DeviceBindings(device, [.. known.Bindings.Select(StoredBinding.Of)], last, known.LastSeen));
            }

            await session.SaveChangesAsync(ct);
            _waiting.Clear();
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: whatever the database did, memory has it still
        {
            log.BindingsNotWritten(failure, _waiting.Count, delay);
            return false;
        }
    }
}
