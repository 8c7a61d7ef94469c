using System.Globalization;
using System.Runtime.InteropServices;

namespace ConnectMe.Bench;

/// <summary>System calls and files of Linux that the relay load needs.</summary>
internal static unsafe partial class Linux
{
    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    internal static partial int ReceiveMany(int socket, Message* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    internal static partial int SendMany(int socket, Message* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static partial int SetScheduler(int thread, int policy, int* priority);

    /// <summary>Runs the calling thread before ordinary ones where that is allowed, as the media thread runs.</summary>
    internal static void RunBeforeOthers()
    {
        const int RoundRobin = 2;
        var priority = 10;
        _ = SetScheduler(0, RoundRobin, &priority);
    }

    /// <summary>Blocks until the first datagram, then takes what is there: MSG_WAITFORONE.</summary>
    internal const int WaitForOne = 0x10000;

    /// <summary>CPU time of this process's thread of that name, from its start.</summary>
    internal static TimeSpan CpuOf(string thread)
    {
        var task = Directory
            .EnumerateDirectories("/proc/self/task")
            .First(t => File.ReadAllText(System.IO.Path.Combine(t, "comm")).Trim() == thread);
        var nanoseconds = long.Parse(
            File.ReadAllText(System.IO.Path.Combine(task, "schedstat")).Split(' ')[0],
            CultureInfo.InvariantCulture
        );
        return TimeSpan.FromTicks(nanoseconds / 100);
    }

    /// <summary>struct mmsghdr on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        public byte* Address;
        public uint AddressLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
        public uint Length;
    }

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Vector
    {
        public byte* Base;
        public nuint Length;
    }
}
