using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Survival;

/// <summary>What is to survive this process, and what survived the one before. Calls do not wait for the disk: it is written behind them, the newest of each only.</summary>
internal sealed class KeptCalls(KeptFiles files, TimeProvider time, ILogger<KeptCalls> log) : BackgroundService
{
    /// <summary>Who waited longer than this has gone, and must not find themselves in a call again.</summary>
    public static readonly TimeSpan LongestAbsence = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    readonly Dictionary<string, Func<byte[]>?> _unwritten = [];
    readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Of the run before this one; read once, before anything is kept.</summary>
    public (IReadOnlyList<KeptCall> Calls, IReadOnlyList<KeptLeg> Legs) Survivors { get; } = files.ReadAll();

    /// <summary>The run before died a moment ago.</summary>
    public bool AreRecent { get; } = time.GetUtcNow() - files.LastBeat() <= LongestAbsence;

    public void Keep(CompanyId company, CallSnapshot call) =>
        Put(KeptFiles.NameOf(call.Id), () => KeptFiles.Encode(new KeptCall(company, call)));

    public void Keep(KeptLeg leg) => Put(KeptFiles.NameOf(leg.Leg), () => KeptFiles.Encode(leg));

    public void Drop(CallId call) => Put(KeptFiles.NameOf(call), null);

    public void Drop(LegId leg) => Put(KeptFiles.NameOf(leg), null);

    /// <summary>What was kept before the stop is still written.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _changed.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        WriteAll(); // it may have ended before it began
        Write("heartbeat", () => files.Beat(time.GetUtcNow()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var beating = KeepBeating(stoppingToken);
        await foreach (var _ in _changed.Reader.ReadAllAsync(CancellationToken.None))
        {
            WriteAll();
        }

        await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // ends by its token
    }

    void WriteAll()
    {
        while (Take() is var (name, content))
        {
            Write(name, () => Carry(name, content));
        }
    }

    async Task KeepBeating(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
        {
            Write("heartbeat", () => files.Beat(time.GetUtcNow()));
        } while (await timer.WaitForNextTickAsync(ct));
    }

    void Put(string name, Func<byte[]>? content)
    {
        lock (_lock)
        {
            _unwritten.Remove(name); // to the end: what belongs together is written in the order in which it changed
            _unwritten.Add(name, content);
        }

        _changed.Writer.TryWrite(true);
    }

    (string Name, Func<byte[]>? Content)? Take()
    {
        lock (_lock)
        {
            foreach (var (name, content) in _unwritten)
            {
                _unwritten.Remove(name);
                return (name, content);
            }

            return null;
        }
    }

    void Carry(string name, Func<byte[]>? content)
    {
        if (content is null)
        {
            files.Delete(name);
        }
        else
        {
            files.Write(name, content());
        }
    }

    void Write(string name, Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException) // the job runner: a full disk costs this call its survival, not its sound
        {
            log.CallNotKept(failure, name);
        }
    }
}
