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

    /// <summary>The error is asked for: a stream's end and its emptiness are told apart by it.</summary>
    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    internal static partial nint Receive(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "send")]
    internal static partial nint Send(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    internal static partial int Accept(int socket, byte* address, uint* addressLength, int flags);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetOption(int socket, int level, int option, int* value, uint length);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    internal static partial int Ask(int socket, nuint request, int* answer);

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
    internal const int EpollDelete = 2;
    internal const int DontWait = 0x40;
    internal const int NoSignal = 0x4000;
    internal const int LevelTcp = 6;
    internal const int NoDelay = 1;

    /// <summary>SIOCOUTQNSD: what a stream holds that has not been sent at all yet.</summary>
    internal const nuint AskUnsent = 0x894B;

    internal const int Interrupted = 4;
    internal const int TryAgain = 11;
    internal const int ConnectionAborted = 103;
    internal const int Monotonic = 1;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;
    internal const int RoundRobin = 2;
}
