using System.Collections.Concurrent;
using ConnectMe.Kernel;

namespace ConnectMe.Chat.Keeping;

/// <summary>How fast one person may write: faster than anybody types, slower than a flood.</summary>
internal sealed class Pace(TimeProvider time)
{
    public const int Most = 40;
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<(CompanyId, UserId), Queue<DateTimeOffset>> _lately = new();

    /// <returns>False: not now; it was not counted.</returns>
    public bool Takes(CompanyId company, UserId person)
    {
        var lately = _lately.GetOrAdd((company, person), _ => new Queue<DateTimeOffset>());
        var now = time.GetUtcNow();
        lock (lately)
        {
            while (lately.TryPeek(out var first) && first + Within <= now)
            {
                lately.Dequeue();
            }

            if (lately.Count >= Most)
            {
                return false;
            }

            lately.Enqueue(now);
            return true;
        }
    }
}
