using System.Collections.Concurrent;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Waking;

/// <summary>
/// Whether a page of somebody is alive (B1): one that is told that their calls changed asks for them at once. An open connection says less: that of a
/// sleeping computer stays open.
/// </summary>
internal sealed class SignsOfLife(TimeProvider time)
{
    readonly ConcurrentDictionary<(CompanyId, UserId), TaskCompletionSource> _awaited = new();

    /// <summary>A page asked for its calls.</summary>
    public void Seen(CompanyId company, UserId user)
    {
        if (_awaited.TryRemove((company, user), out var awaited))
        {
            awaited.TrySetResult();
        }
    }

    /// <summary>Begins to listen now. True as soon as a page has asked, false when none did in this time.</summary>
    public async Task<bool> Within(TimeSpan limit, CompanyId company, UserId user, CancellationToken ct)
    {
        var sign = _awaited
            .GetOrAdd((company, user), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .Task;
        try
        {
            await sign.WaitAsync(limit, time, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
