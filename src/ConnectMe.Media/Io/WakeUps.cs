using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ConnectMe.Media.Io;

/// <summary>What ends the loop's wait besides packets: a command (eventfd), and every 20 ms by an absolute schedule (timerfd).</summary>
sealed unsafe class WakeUps : IDisposable
{
    int _signalled;

    public WakeUps()
    {
        CommandDescriptor = Checked(Libc.EventDescriptor(0, Libc.NonBlocking | Libc.CloseOnExec));
        TickDescriptor = Checked(Libc.TimerCreate(Libc.Monotonic, Libc.NonBlocking | Libc.CloseOnExec));
        // First and then every 20 ms: the kernel keeps the schedule, and says how many were missed.
        var every = (long)Tick.TotalNanoseconds;
        var schedule = new Libc.TimerSpecification { IntervalNanoseconds = every, FirstNanoseconds = every };
        Checked(Libc.TimerSet(TickDescriptor, 0, &schedule, null));
    }

    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    public int CommandDescriptor { get; }

    public int TickDescriptor { get; }

    /// <summary>Wakes the loop, from any thread.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _signalled, 1) == 0)
        {
            var one = 1UL;
            _ = Libc.Write(CommandDescriptor, &one, sizeof(ulong)); // fails only when the counter is full, and then the loop is awake
        }
    }

    /// <summary>To be called before the commands are looked at, so that one that comes meanwhile wakes again.</summary>
    public void TakeSignal()
    {
        ulong count;
        _ = Libc.Read(CommandDescriptor, &count, sizeof(ulong)); // nothing there: woken for nothing
        Volatile.Write(ref _signalled, 0);
    }

    /// <summary>How many ticks have come due since the last call: 1, or more when the loop was held up.</summary>
    public long TakeTicks()
    {
        ulong count;
        return Libc.Read(TickDescriptor, &count, sizeof(ulong)) == sizeof(ulong) ? (long)count : 0;
    }

    public void Dispose()
    {
        Volatile.Write(ref _signalled, 1); // who signals after this writes nothing: the number may be another file's by then
        _ = Libc.Close(CommandDescriptor);
        _ = Libc.Close(TickDescriptor);
    }

    static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
}
