using System.Diagnostics;
using ConnectMe.Media;

namespace ConnectMe.Bench;

/// <summary>
/// Calls through the media engine, and the same packets through a bare echo, one after the other on this machine: CPU time of the one thread that
/// relays, per packet received and sent. Ratios are what to compare; wall-clock rates depend on the neighbours.
/// </summary>
internal static class RelayLoad
{
    const int Lines = 200;
    const int Seconds = 8;
    const int PacketsPerSecond = 50;

    public static async Task<int> Run()
    {
        var echo = Echo();
        var plain = await Engine((engine, peer) => Call(engine, peer, encrypted: false), check: false);
        var sdes = await Engine((engine, peer) => Call(engine, peer, encrypted: true), check: false);
        var engine = await Engine((engine, peer) => peer.Connect(engine), check: true);
        Console.WriteLine("| relay | lines | packets | lost | CPU µs per packet | packets per second and core | allocated per packet |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        Print("bare recvmmsg/sendmmsg echo", echo);
        Print("legs, plain RTP both sides", plain);
        Print("legs, SRTP (AES_CM_128_HMAC_SHA1_80) both sides", sdes);
        Print("browser lines, SRTP both sides", engine);
        Console.WriteLine(
            FormattableString.Invariant(
                $"\nOf the CPU of the bare echo the engine takes {plain.Microseconds / echo.Microseconds:F2} times for plain legs, {sdes.Microseconds / echo.Microseconds:F2} for legs with SRTP, {engine.Microseconds / echo.Microseconds:F2} for lines."
            )
        );
        return new[] { plain, sdes, engine }.All(figures => figures.Relayed >= figures.Sent * 9 / 10) ? 0 : 1;
    }

    static Figures Echo()
    {
        using var echo = new BareEcho();
        var peers = Enumerable.Range(0, Lines).Select(_ => new LoadPeer()).ToList();
        peers.ForEach(peer => peer.ConnectBare(echo.Address));
        var figures = Measure(peers, BareEcho.ThreadName, () => echo.Echoed, check: false);
        peers.ForEach(peer => peer.Dispose());
        return figures;
    }

    static Task Call(MediaEngine engine, LoadPeer peer, bool encrypted)
    {
        peer.Call(engine, encrypted);
        return Task.CompletedTask;
    }

    static async Task<Figures> Engine(Func<MediaEngine, LoadPeer, Task> connect, bool check)
    {
        await using var engine = new MediaEngine(new MediaOptions([], 0));
        var peers = Enumerable.Range(0, Lines).Select(_ => new LoadPeer()).ToList();
        foreach (var peer in peers)
        {
            await connect(engine, peer);
        }
        for (var i = 0; i < Lines; i += 2)
        {
            engine.Connect(peers[i].Line, peers[i + 1].Line);
        }
        var figures = Measure(peers, "media", () => engine.Counters.PacketsOut, check);
        peers.ForEach(peer => peer.Dispose());
        return figures;
    }

    /// <summary>Each line talks every 20 ms, and takes what comes.</summary>
    static Figures Measure(List<LoadPeer> peers, string thread, Func<long> relayed, bool check)
    {
        Round(peers, 2, check);
        var (relayedBefore, cpuBefore, allocatedBefore) = (relayed(), Linux.CpuOf(thread), GC.GetTotalAllocatedBytes(precise: true));
        var own = GC.GetAllocatedBytesForCurrentThread();
        var sent = Round(peers, Seconds, check: false);
        own = GC.GetAllocatedBytesForCurrentThread() - own;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore - own;
        var packets = relayed() - relayedBefore;
        return new(sent, packets, (Linux.CpuOf(thread) - cpuBefore).TotalMicroseconds / packets, Math.Max(0, allocated) / (double)packets);
    }

    static long Round(List<LoadPeer> peers, int seconds, bool check)
    {
        var start = Stopwatch.GetTimestamp();
        var sent = 0L;
        for (var frame = 0; frame < seconds * PacketsPerSecond; frame++)
        {
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(start).TotalMilliseconds >= frame * 1000.0 / PacketsPerSecond);
            foreach (var peer in peers)
            {
                if (check && frame == 0)
                {
                    peer.Check();
                }
                peer.Talk();
                peer.Listen();
                sent++;
            }
        }
        return sent;
    }

    static void Print(string relay, Figures figures) =>
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {relay} | {Lines} | {figures.Relayed} | {Math.Max(0, figures.Sent - figures.Relayed)} | {figures.Microseconds:F2} | {1e6 / figures.Microseconds:F0} | {figures.BytesPerPacket:F1} B |"
            )
        );

    sealed record Figures(long Sent, long Relayed, double Microseconds, double BytesPerPacket);
}
