using System.Net;
using System.Net.Sockets;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Tests.Codecs;
using ConnectMe.Media.Tests.Engine;
using ConnectMe.Media.Tests.Peers;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>Somebody sends RTP to all ports of the range while phones call: he hears nothing, and nobody hears him (RTP bleed and injection).</summary>
public sealed class SprayedPortsTests : IAsyncLifetime
{
    const int Foreign = 2500;

    static readonly IPAddress Office = IPAddress.Parse("127.0.0.5");

    readonly RtpPortRange _range = FreeRange.Of(pairs: 6);
    readonly CancellationTokenSource _stopping = new();
    readonly Socket _sprayer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    readonly EngineRoom _room;

    public SprayedPortsTests()
    {
        _room = new EngineRoom(_range);
        _sprayer.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.66"), 0));
    }

    [Fact]
    [Spec("H3")]
    public async Task Who_sprays_the_port_range_is_neither_answered_nor_heard()
    {
        var spraying = Task.Run(Spray, TestContext.Current.CancellationToken);

        // One whose SDP is right, and one behind NAT, whose SDP names an address that nothing comes from.
        var open = _room.Phone(new PhonePeer(AudioCodec.Pcma, Office), 440);
        var hidden = _room.Phone(new PhonePeer(AudioCodec.Pcma, Office) { Said = IPEndPoint.Parse("127.0.0.9:4000") }, 1000);
        open.Call(_room.Engine, new LegOptions { SignalledFrom = Office });
        hidden.Call(_room.Engine, new LegOptions { SignalledFrom = Office });
        _room.Engine.Connect(open.Leg, hidden.Leg);

        await Until(() => open.Ear.HearsNow(1000) && hidden.Ear.HearsNow(440), "they hear each other");
        await Until(() => _room.Engine.Counters.DroppedFor(DropReason.ForeignSource) > 500, "the sprayer has met their ports");
        await Listen(TimeSpan.FromSeconds(1));
        await _stopping.CancelAsync();
        await spraying;

        Assert.Equal(0, _sprayer.Available);
        Assert.All(
            (PhonePeer[])[open, hidden],
            phone =>
            {
                Assert.DoesNotContain(phone.Ear.Frames, frame => Signals.Amplitude(frame.Samples, Foreign, 8000) > 500);
                Assert.Equal(0, phone.Ear.Gaps());
            }
        );
    }

    [Fact]
    [Spec("H3", "H5")]
    public async Task Forged_packets_for_a_leg_with_keys_change_nothing()
    {
        using var random = System.Security.Cryptography.RandomNumberGenerator.Create();
        var crypto = Media.Sdp.CryptoAttribute.Create(1, Media.Srtp.SrtpProtectionProfile.Aes128CmHmacSha1_80, random);
        var secure = _room.Phone(new PhonePeer(AudioCodec.Pcma) { Crypto = crypto }, 440);
        var plain = _room.Phone(AudioCodec.Pcma, 1000);
        var spraying = Task.Run(Spray, TestContext.Current.CancellationToken);
        secure.Call(_room.Engine);
        plain.Call(_room.Engine, new LegOptions { SignalledFrom = IPAddress.Loopback });
        _room.Engine.Connect(secure.Leg, plain.Leg);

        await Until(() => secure.Ear.HearsNow(1000) && plain.Ear.HearsNow(440), "they hear each other");
        await Until(() => _room.Engine.Counters.DroppedFor(DropReason.NotAuthentic) > 500, "forged packets have come");
        await _stopping.CancelAsync();
        await spraying;

        Assert.True(plain.Ear.HearsNow(440));
        Assert.Equal(0, _sprayer.Available);
        Assert.DoesNotContain(plain.Ear.Frames, frame => Signals.Amplitude(frame.Samples, Foreign, 8000) > 500);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        _sprayer.Dispose();
        _stopping.Dispose();
    }

    /// <summary>A real stream with a tone in it to every port, RTP's and RTCP's, faster than any phone.</summary>
    async Task Spray()
    {
        using var microphone = new Microphone(AudioCodec.Pcma, PayloadType.Pcma) { Frequency = Foreign };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(4));
        var packet = new byte[1500];
        while (!_stopping.IsCancellationRequested)
        {
            var length = microphone.Next(packet);
            for (var port = _range.First; port <= _range.Last; port++)
            {
                _sprayer.SendTo(packet.AsSpan(0, length), SocketFlags.None, new IPEndPoint(IPAddress.Loopback, port));
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
