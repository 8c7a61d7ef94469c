namespace ConnectMe.Bench;

/// <summary>How long packets are on their way from one to the other through what relays, while it relays others: by a thread of its own that waits for each.</summary>
internal sealed class RelayDelay : IDisposable
{
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    readonly ManualResetEventSlim _stop = new();
    readonly List<TimeSpan> _delays = [];
    readonly Thread _thread;

    public RelayDelay(LoadPeer from, LoadPeer to)
    {
        _thread = new Thread(() =>
        {
            while (!_stop.Wait(Frame))
            {
                if (from.ReachesAfter(to) is { } delay)
                {
                    _delays.Add(delay);
                }
            }
        })
        {
            IsBackground = true,
            Name = "delay",
        };
        _thread.Start();
    }

    /// <summary>Ends the measuring.</summary>
    public double Milliseconds(double percentile)
    {
        Dispose();
        return _delays.Count == 0 ? double.NaN : _delays.Order().ElementAt((int)(percentile * (_delays.Count - 1))).TotalMilliseconds;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
    }
}
