using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.SignIns;

/// <summary>A session in memory: the last known answer, when it was last used, and what ends with it.</summary>
internal sealed class OpenSession(BrowserSession row) : IDisposable
{
    readonly CancellationTokenSource _ended = new();
    long _lastUsed = row.LastUsedAt.UtcTicks;
    long _saved = row.LastUsedAt.UtcTicks;

    public BrowserSession Row => row with { LastUsedAt = LastUsedAt };

    public Guid Id => row.Id;

    public CompanyId Company => new(row.CompanyId);

    public UserId User => new(row.UserId);

    /// <summary>Fires at sign-out, revocation and age; whatever is open for the session closes by it.</summary>
    public CancellationToken Ended => _ended.Token;

    public DateTimeOffset LastUsedAt => new(Interlocked.Read(ref _lastUsed), TimeSpan.Zero);

    public void Use(DateTimeOffset now) => Interlocked.Exchange(ref _lastUsed, now.UtcTicks);

    public bool IsAliveAt(DateTimeOffset now) => Row.IsAliveAt(now);

    /// <summary>Every request would be too often to write; within some minutes is enough for 12 hours.</summary>
    public bool IsWorthSaving => Interlocked.Read(ref _lastUsed) - Interlocked.Read(ref _saved) > TimeSpan.TicksPerMinute * 5;

    public void Saved(DateTimeOffset lastUsed) => Interlocked.Exchange(ref _saved, lastUsed.UtcTicks);

    public void End() => _ended.Cancel();

    public void Dispose() => _ended.Dispose();
}
