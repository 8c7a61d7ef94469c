using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Stun;
using ConnectMe.Media.Tests.Peers;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Engine;

/// <summary>Whoever can reach the port may send to it what he likes: calls do not notice, and it costs little. Bounded in count; loopback only.</summary>
public sealed class HostileTrafficTests : IAsyncLifetime
{
    readonly EngineRoom _room = new();
    readonly Socket _attacker = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    [Fact]
    [Spec("H4")]
    public async Task Twenty_calls_do_not_notice_ClientHellos_and_checks_from_elsewhere()
    {
        var peers = new List<BrowserPeer>();
        for (var call = 0; call < 20; call++)
        {
            var (one, other) = (await _room.Enter(AudioCodec.Pcmu), await _room.Enter(AudioCodec.Pcmu));
            (one.Microphone.Frequency, other.Microphone.Frequency) = (440, 1000);
            _room.Engine.Connect(one.Line, other.Line);
            peers.AddRange([one, other]);
        }

        await Until(() => peers.TrueForAll(Hears), "all hear each other");
        var hello = ClientHello();
        await Spray(
            20_000,
            i =>
            {
                _attacker.SendTo(i % 2 == 0 ? hello : Check(peers[i % peers.Count], i), SocketFlags.None, Port);
            }
        );
        await Listen(TimeSpan.FromMilliseconds(500));

        Assert.All(peers, peer => Assert.True(Hears(peer), "a call is disturbed"));
        Assert.Equal(0, peers.Sum(peer => peer.Ear.Gaps()));
        Assert.DoesNotContain(_room.Happened(), happened => happened is MediaEvent.LineDown);
        var counters = _room.Engine.Counters;
        await Until(() => counters.DroppedFor(DropReason.UnknownAddress) >= 10_000, "the hellos are dropped and counted");
        Assert.Equal(5_000, counters.DroppedFor(DropReason.UnknownUsernameFragment));
        Assert.Equal(5_000, counters.DroppedFor(DropReason.StunUnanswered));
        Assert.Equal(0, _attacker.Available); // and not one byte goes back
    }

    [Fact]
    [Spec("H5")]
    public async Task A_call_does_not_notice_a_hundred_thousand_forged_packets()
    {
        var (one, other) = await _room.Call();
        var real = one.Ear.Frames[^1];
        var forged = RandomNumberGenerator.GetBytes(172);
        forged[0] = 0x80;
        forged[1] = 111;
        BitConverter.TryWriteBytes(forged.AsSpan(8), IPAddress.HostToNetworkOrder(unchecked((int)(0xC0DE0000 + 111)))); // the microphone's SSRC
        var before = Process.GetCurrentProcess().TotalProcessorTime;

        await Spray(
            100_000,
            i =>
            {
                BitConverter.TryWriteBytes(forged.AsSpan(2), (ushort)i);
                if (i % 2 == 0)
                {
                    one.Send(forged); // the address is the peer's own: a neighbour can write any
                }
                else
                {
                    _attacker.SendTo(forged, SocketFlags.None, Port);
                }
            }
        );
        var cost = Process.GetCurrentProcess().TotalProcessorTime - before;
        await Listen(TimeSpan.FromMilliseconds(500));

        Assert.True(one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "the call is disturbed");
        Assert.Equal(0, one.Ear.Gaps() + other.Ear.Gaps());
        Assert.Equal(real.Ssrc, one.Ear.Frames[^1].Ssrc);
        Assert.DoesNotContain(_room.Happened(), happened => happened is MediaEvent.LineDown);
        var counters = _room.Engine.Counters;
        await Until(
            () => counters.DroppedFor(DropReason.NotAuthentic) + counters.DroppedFor(DropReason.Replayed) >= 50_000,
            "the forged are dropped and counted"
        );
        Assert.Equal(50_000, counters.DroppedFor(DropReason.UnknownAddress));
        Assert.True(cost < TimeSpan.FromSeconds(10), $"{cost} for sending and refusing 100,000 packets, and the call");
    }

    [Fact]
    public async Task Junk_is_dropped_by_its_first_byte_and_counted()
    {
        var (one, _) = await _room.Call();
        var counters = _room.Engine.Counters;
        var protocols = counters.DroppedFor(DropReason.UnknownProtocol);

        foreach (byte first in new byte[] { 4, 19, 64, 79, 127, 192, 255 })
        {
            one.Send([first, 1, 2, 3]);
        }

        _attacker.SendTo([], SocketFlags.None, Port); // an empty datagram
        one.Send([0, 1]); // STUN cut short
        one.Send([0x80]); // RTP of one byte
        one.Send(new byte[9000]);

        await Until(() => counters.DroppedFor(DropReason.UnknownProtocol) - protocols >= 9, "counted");
        Assert.True(counters.DroppedFor(DropReason.MalformedStun) >= 1);
        await Until(() => one.Ear.HearsNow(1000), "the call goes on");
    }

    public ValueTask InitializeAsync()
    {
        _attacker.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _attacker.Dispose();
        await _room.DisposeAsync();
    }

    IPEndPoint Port => new(IPAddress.Loopback, _room.Engine.Port);

    static bool Hears(BrowserPeer peer) => peer.Ear.HearsNow(440) || peer.Ear.HearsNow(1000);

    /// <summary>At most 100,000 packets a second.</summary>
    static async Task Spray(int count, Action<int> send)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var sent = 0; sent < count; )
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            for (var i = 0; i < 200 && sent < count; i++)
            {
                send(sent++);
            }
        }
    }

    static byte[] ClientHello()
    {
        using var caught = new ManualResetEventSlim();
        byte[] hello = [];
        using var peer = new DtlsPeer(datagram =>
        {
            hello = datagram.ToArray();
            caught.Set();
        });
        _ = peer.Connect(DtlsFingerprint.Of("anyone"u8));
        Assert.True(caught.Wait(TimeSpan.FromSeconds(15)), "no ClientHello");
        return hello;
    }

    /// <summary>Half of them for a fragment that exists, with a password that does not fit.</summary>
    static byte[] Check(BrowserPeer peer, int number)
    {
        var fragment = number % 4 == 1 ? peer.ServerUsernameFragment : "nobody00";
        var message = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(message, StunClass.Request, StunMethod.Binding, "transaction!"u8);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes($"{fragment}:brws"));
        writer.Add(StunAttribute.UseCandidate, []);
        using var key = new MessageIntegrity("not-the-password-of-it"u8.ToArray());
        writer.AddMessageIntegrity(key);
        writer.AddFingerprint();
        return message[..writer.Length];
    }
}
