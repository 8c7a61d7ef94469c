using System.Net;
using System.Text;
using ConnectMe.Media.Io;
using ConnectMe.Media.Stun;
using ConnectMe.Media.Tests.Peers;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Engine;

/// <summary>Whoever can connect to the media port may send it what he likes, or nothing: he is shown the door, and calls do not notice. Loopback only, bounded in count.</summary>
public sealed class HostileStreamTests : IAsyncDisposable
{
    readonly LateTime _time = new();
    readonly EngineRoom _room;
    readonly List<Framed> _attackers = [];

    public HostileStreamTests() => _room = new EngineRoom(time: _time);

    public async ValueTask DisposeAsync()
    {
        _attackers.ForEach(attacker => attacker.Dispose());
        await _room.DisposeAsync();
    }

    MediaCounters Counters => _room.Engine.Counters;

    public static TheoryData<string, byte[]> FirstBytes =>
        new()
        {
            { nameof(StreamEnd.FrameTooLong), "GET / HTTP/1.1\r\n\r\n"u8.ToArray() },
            { nameof(StreamEnd.FrameTooLong), [0xFF, 0xFF] },
            { nameof(StreamEnd.FrameTooLong), [2, 37] }, // 549, of which no check is
            { nameof(StreamEnd.FrameTooLong), [22, 3, 1, 2, 0, 1, 0] }, // TLS
            { nameof(StreamEnd.NotIntroduced), [0, 0] }, // the null packet
            { nameof(StreamEnd.NotIntroduced), [0, 1, 255] },
            { nameof(StreamEnd.NotIntroduced), [0, 4, 0x80, 111, 0, 1] }, // RTP
            { nameof(StreamEnd.NotIntroduced), [0, 4, 22, 254, 253, 0] }, // DTLS
            { nameof(StreamEnd.NotIntroduced), [0, 4, 0, 1, 0, 0] }, // STUN cut short
            { nameof(StreamEnd.NotIntroduced), Check("nobody00", "nobodys-password") },
        };

    [Theory]
    [MemberData(nameof(FirstBytes))]
    [Spec("H7")]
    public async Task What_does_not_begin_with_a_check_is_closed_and_nothing_goes_back(string why, byte[] bytes)
    {
        var attacker = Connect();

        attacker.Socket.Send(bytes);

        await Until(() => attacker.IsClosed, "closed");
        Assert.Equal(1, Counters.EndedBy(Enum.Parse<StreamEnd>(why)));
        Assert.Equal(0, Counters.PacketsOut);
    }

    [Fact]
    public async Task A_check_without_the_password_of_its_line_is_closed_and_its_line_does_not_notice()
    {
        var victim = await _room.Enter(new BrowserPeer { OverTcp = true });
        var attacker = Connect();

        attacker.Socket.Send(Check(victim.ServerUsernameFragment, "not-the-password-of-it"));

        await Until(() => attacker.IsClosed, "closed");
        Assert.Equal(1, Counters.EndedBy(StreamEnd.NotIntroduced));
        Assert.Equal(1, Counters.Streams);
        _room.Engine.Connect(victim.Line, victim.Line);
        victim.Microphone.Frequency = 700;
        await Until(() => victim.Ear.HearsNow(700), "its own echo");
    }

    [Fact]
    [Spec("H7")]
    public async Task Two_thousand_that_stay_silent_keep_nobody_out_and_go_after_ten_seconds()
    {
        for (var i = 0; i < 2000; i++)
        {
            Connect();
        }

        await Until(() => Counters.EndedBy(StreamEnd.TooMany) >= 2000 - FramedSockets.MaximumOfOneAddress, "the oldest go");
        var one = await _room.Enter(new BrowserPeer { OverTcp = true });
        _room.Engine.Connect(one.Line, one.Line);
        one.Microphone.Frequency = 700;
        await Until(() => one.Ear.HearsNow(700), "the line comes up among them");
        Assert.InRange(Counters.Streams, 2, FramedSockets.MaximumOfOneAddress + 1);

        _attackers[^1].Socket.Send(new byte[] { 0 }); // half a length: a slow one is not a quick one
        _time.Pass(FramedSockets.Introduction);
        await Until(() => Counters.EndedBy(StreamEnd.TooSlow) > 0 && Counters.Streams == 1, "only the line is left");
        Assert.True(_attackers[^1].IsClosed);
        one.Check(); // its consent, after so long
        await Until(() => one.Ear.HearsNow(700), "and goes on");
    }

    [Fact]
    public async Task Who_has_shown_a_password_and_sends_nonsense_ends_their_own_connection_only()
    {
        var (one, other) = (await _room.Enter(new BrowserPeer { OverTcp = true }), await _room.Enter(new BrowserPeer { OverTcp = true }));
        _room.Engine.Connect(one.Line, other.Line);
        one.Microphone.Frequency = 440;
        await Until(() => other.Ear.HearsNow(440), "a call");

        one.Send([]);
        one.Send([255, 1, 2]);
        await Until(() => Counters.DroppedFor(DropReason.UnknownProtocol) == 1, "the null packet is none, and the other is dropped");
        Assert.Equal(2, Counters.Streams);
        one.Send(new byte[5000]);
        await Until(() => Counters.EndedBy(StreamEnd.FrameTooLong) == 1, "no frame can be told apart after that");
        Assert.Equal(1, Counters.Streams);
        Assert.DoesNotContain(_room.Happened(), happened => happened is MediaEvent.LineDown); // its browser may connect anew
    }

    Framed Connect()
    {
        var attacker = Framed.Connect(new IPEndPoint(IPAddress.Loopback, _room.Engine.Port));
        _attackers.Add(attacker);
        return attacker;
    }

    static byte[] Check(string fragment, string password)
    {
        var message = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(message, StunClass.Request, StunMethod.Binding, "transaction!"u8);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes($"{fragment}:brws"));
        writer.Add(StunAttribute.UseCandidate, []);
        using var key = new MessageIntegrity(Encoding.ASCII.GetBytes(password));
        writer.AddMessageIntegrity(key);
        writer.AddFingerprint();
        return [0, (byte)writer.Length, .. message[..writer.Length]];
    }

    /// <summary>The system's clock, put forward.</summary>
    sealed class LateTime : TimeProvider
    {
        long _passed;

        public void Pass(TimeSpan time) => Interlocked.Add(ref _passed, (long)(time.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _passed);
    }
}
