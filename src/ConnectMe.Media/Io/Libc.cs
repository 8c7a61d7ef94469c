using System.Runtime.InteropServices;

namespace ConnectMe.Media.Io;

/// <summary>
/// The system calls of the media loop: the Socket class throws where a socket is empty, and has no way to wait for sockets, timer and commands at once.
/// Nobody asks what was wrong with those made for each packet, so it is not kept.
/// </summary>
static unsafe partial class Libc
{
    [LibraryImport("libc", EntryPoint = "recvfrom")]
    internal static partial nint ReceiveFrom(int socket, byte* buffer, nuint length, int flags, byte* address, uint* addressLength);

    [LibraryImport("libc", EntryPoint = "sendto")]
    internal static partial nint SendTo(int socket, byte* buffer, nuint length, int flags, byte* address, uint addressLength);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int EpollControl(int epoll, int operation, int descriptor, byte* wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    internal static partial int EpollWait(int epoll, byte* events, int maximum, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    internal static partial int TimerCreate(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    internal static partial int TimerSet(int timer, int flags, TimerSpecification* specification, TimerSpecification* old);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    internal static partial int Sleep(Duration* duration, Duration* remaining);

    [LibraryImport("libc", EntryPoint = "read")]
    internal static partial nint Read(int descriptor, ulong* value, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    internal static partial nint Write(int descriptor, ulong* value, nuint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    internal static partial int SetScheduler(int thread, int policy, int* priority);

    /// <summary>struct itimerspec on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimerSpecification
    {
        public long IntervalSeconds;
        public long IntervalNanoseconds;
        public long FirstSeconds;
        public long FirstNanoseconds;
    }

    /// <summary>struct timespec on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Duration
    {
        public long Seconds;
        public long Nanoseconds;
    }

    internal const int PollIn = 1;
    internal const int EpollAdd = 1;
    internal const int DontWait = 0x40;
    internal const int Monotonic = 1;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;
    internal const int RoundRobin = 2;
}
