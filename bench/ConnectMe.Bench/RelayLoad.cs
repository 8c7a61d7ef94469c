using System.Diagnostics;
using ConnectMe.Media;

namespace ConnectMe.Bench;

/// <summary>
/// Calls through the media engine, and the same packets through rtpengine and a bare echo, one after the other on this machine: CPU time of what relays (of
/// the engine its one thread, of rtpengine all), per packet received and sent. Ratios are what to compare; wall-clock rates depend on the neighbours.
/// </summary>
internal static class RelayLoad
{
    const int Lines = 200;
    const int Seconds = 5;
    const int Rounds = 3;
    const int PacketsPerSecond = 50;

    public static async Task<int> Run()
    {
        var echo = Echo();
        var lines = await Engine((engine, peer, _) => peer.Connect(engine), check: true);
        var byTcp = await Engine((engine, peer, _) => peer.Connect(engine), check: true, tcp: true);
        var all = new[] { (Kind: "plain RTP", Encrypts: false), (Kind: "SRTP (AES_CM_128_HMAC_SHA1_80) on one side", Encrypts: true) }
            .Select(kind => (kind.Kind, kind.Encrypts, Ours: new List<Figures>(), Theirs: new List<Figures>()))
            .ToList();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, encrypts, ours, theirs) in all)
            {
                ours.Add(await Engine((engine, peer, number) => Call(engine, peer, encrypts && number % 2 == 0), check: false));
                theirs.Add(await Peer(encrypts));
            }
        }
        PrintHead();
        Print("bare recvmmsg/sendmmsg echo", echo);
        Print("browser lines, SRTP both sides", lines);
        Print("the same over TCP", byTcp);
        foreach (var (kind, _, ours, theirs) in all)
        {
            Print($"legs, {kind}", Median(ours));
            Print($"rtpengine in user space, {kind}", Median(theirs));
        }
        foreach (var (kind, _, ours, theirs) in all)
        {
            Console.WriteLine(
                FormattableString.Invariant(
                    $"\n{kind}: {Median(theirs).Microseconds / Median(ours).Microseconds:F2} times the packets of rtpengine per CPU-second, {echo.Microseconds / Median(ours).Microseconds:F2} times those of the bare echo (medians of {Rounds} rounds in turn)."
                )
            );
        }
        return all.SelectMany(kind => kind.Ours).Append(lines).Append(byTcp).All(figures => figures.Relayed >= figures.Sent * 9 / 10)
            ? 0
            : 1;
    }

    /// <summary>Browser lines by UDP and by TCP alone, in turn.</summary>
    public static async Task<int> Tcp()
    {
        var (udp, tcp) = (new List<Figures>(), new List<Figures>());
        for (var round = 0; round < Rounds; round++)
        {
            udp.Add(await Engine((engine, peer, _) => peer.Connect(engine), check: true));
            tcp.Add(await Engine((engine, peer, _) => peer.Connect(engine), check: true, tcp: true));
        }
        PrintHead();
        Print("browser lines, SRTP both sides", Median(udp));
        Print("the same over TCP", Median(tcp));
        return udp.Concat(tcp).All(figures => figures.Relayed >= figures.Sent * 9 / 10) ? 0 : 1;
    }

    static Figures Echo()
    {
        using var echo = new BareEcho();
        var peers = Enumerable.Range(0, Lines + 2).Select(_ => new LoadPeer()).ToList();
        peers.ForEach(peer => peer.ConnectBare(echo.Address));
        var figures = Measure(peers, () => Linux.CpuOf(BareEcho.ThreadName), () => echo.Echoed, check: false);
        peers.ForEach(peer => peer.Dispose());
        return figures;
    }

    static Task Call(MediaEngine engine, LoadPeer peer, bool encrypted)
    {
        peer.Call(engine, encrypted);
        return Task.CompletedTask;
    }

    static async Task<Figures> Engine(Func<MediaEngine, LoadPeer, int, Task> connect, bool check, bool tcp = false)
    {
        await using var engine = new MediaEngine(new MediaOptions([], 0));
        var peers = Enumerable.Range(0, Lines + 2).Select(_ => new LoadPeer(tcp)).ToList();
        for (var i = 0; i < peers.Count; i++)
        {
            await connect(engine, peers[i], i);
        }
        for (var i = 0; i < peers.Count; i += 2)
        {
            engine.Connect(peers[i].Line, peers[i + 1].Line);
        }
        var figures = Measure(peers, () => Linux.CpuOf("media"), () => engine.Counters.PacketsOut, check);
        peers.ForEach(peer => peer.Dispose());
        return figures;
    }

    static async Task<Figures> Peer(bool encrypts)
    {
        using var rtpengine = new RtpEngine();
        var peers = Enumerable.Range(0, Lines + 2).Select(_ => new LoadPeer()).ToList();
        for (var i = 0; i < peers.Count; i += 2)
        {
            var (caller, callee) = await rtpengine.Call(peers[i].Describe(encrypts), peers[i + 1].Describe(encrypted: false));
            peers[i].Talk(caller);
            peers[i + 1].Talk(callee);
        }
        var figures = Measure(peers, () => rtpengine.Cpu, () => peers.Sum(peer => peer.Heard), check: false);
        peers.ForEach(peer => peer.Dispose());
        return figures with { BytesPerPacket = double.NaN };
    }

    /// <summary>Each line talks every 20 ms, and takes what comes.</summary>
    static Figures Measure(List<LoadPeer> peers, Func<TimeSpan> cpu, Func<long> relayed, bool check)
    {
        var (from, to) = (peers[^2], peers[^1]);
        peers = peers[..^2];
        Round(peers, 2, check);
        if (check)
        {
            from.Check();
            to.Check();
        }
        var (relayedBefore, cpuBefore, allocatedBefore) = (relayed(), cpu(), GC.GetTotalAllocatedBytes(precise: true));
        var own = GC.GetAllocatedBytesForCurrentThread();
        using var delay = new RelayDelay(from, to);
        var sent = Round(peers, Seconds, check: false);
        own = GC.GetAllocatedBytesForCurrentThread() - own;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore - own;
        var packets = relayed() - relayedBefore;
        var microseconds = (cpu() - cpuBefore).TotalMicroseconds / packets;
        return new(
            sent,
            packets,
            microseconds,
            Math.Max(0, allocated) / (double)packets,
            delay.Milliseconds(0.5),
            delay.Milliseconds(0.99)
        );
    }

    static Figures Median(List<Figures> rounds) => rounds.OrderBy(figures => figures.Microseconds).ElementAt(rounds.Count / 2);

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

    static void PrintHead()
    {
        Console.WriteLine(
            "| relay | lines | packets | lost | CPU µs per packet | packets per second and core | allocated per packet | ms on the way, median | p99 |"
        );
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    static void Print(string relay, Figures figures) =>
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {relay} | {Lines} | {figures.Relayed} | {Math.Max(0, figures.Sent - figures.Relayed)} | {figures.Microseconds:F2} | {1e6 / figures.Microseconds:F0} | {(double.IsNaN(figures.BytesPerPacket) ? "not known" : $"{figures.BytesPerPacket:F1} B")} | {figures.Median:F2} | {figures.Late:F2} |"
            )
        );

    sealed record Figures(long Sent, long Relayed, double Microseconds, double BytesPerPacket, double Median, double Late);
}
