using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Io;

namespace ConnectMe.Media.Tests.Engine;

public sealed class MediaLoopTests
{
    [Fact]
    public async Task A_command_that_fails_is_reported_and_closes_its_own_line_only()
    {
        var line = Guid.NewGuid();
        await using var loop = new RunningLoop();
        var failure = new InvalidOperationException("a bug");

        loop.Loop.Post(line, (_, _) => throw failure);
        var after = new TaskCompletionSource();
        loop.Loop.Post(Guid.Empty, (_, _) => after.SetResult());

        await after.Task.WaitAsync(TestContext.Current.CancellationToken); // the loop goes on
        Assert.Equal(new MediaEvent.Faulted(line, failure), await loop.Loop.Events.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            new MediaEvent.LineDown(line, LineDownReason.Faulted),
            await loop.Loop.Events.ReadAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(1, loop.Loop.Counters.Faults);
    }

    [Fact]
    public async Task Commands_are_carried_out_in_the_order_of_posting()
    {
        await using var loop = new RunningLoop();
        List<int> done = [];

        for (var i = 0; i < 1000; i++)
        {
            var number = i;
            loop.Loop.Post(Guid.Empty, (_, _) => done.Add(number));
        }

        await loop.Loop.Stop();
        Assert.Equal(Enumerable.Range(0, 1000), done);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_socket_tells_the_address_a_datagram_came_from_and_answers_there(string address)
    {
        using var one = MediaSocket.Bind(IPAddress.Parse(address), 0);
        using var other = MediaSocket.Bind(IPAddress.Parse(address), 0);
        var buffer = new byte[100];

        Assert.True(one.TrySend("question"u8, other.Local));
        Assert.True(other.TryReceive(buffer, out var length, out var remote));
        Assert.Equal("question"u8, buffer.AsSpan(0, length));
        Assert.Equal(one.Local, remote);
        Assert.Equal(TransportAddress.Of(IPAddress.Parse(address), (ushort)one.Port), remote);

        Assert.True(other.TrySend("answer"u8, remote));
        Assert.True(one.TryReceive(buffer, out length, out _));
        Assert.Equal("answer"u8, buffer.AsSpan(0, length));
        Assert.False(one.TryReceive(buffer, out _, out _)); // and does not wait when there is none
    }

    [Fact]
    public async Task What_is_dropped_stands_in_the_meter_by_reason()
    {
        await using var loop = new RunningLoop();
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var socket = loop.Sockets.First(socket => socket.Address.Equals(IPAddress.Loopback));

        stranger.SendTo([0x80, 111, 0, 1], new IPEndPoint(IPAddress.Loopback, socket.Port));

        await EngineRoom.Until(() => Dropped(loop.Loop.Counters, "UnknownAddress") == 1, "counted");
        Assert.Equal(0, Dropped(loop.Loop.Counters, "NotAuthentic"));
    }

    static long Dropped(MediaCounters counters, string reason)
    {
        long found = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (counters.Owns(instrument) && instrument.Name == "connectme.media.packets.dropped")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => found += tags.ToArray().Any(tag => Equals(tag.Value, reason)) ? value : 0
        );
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }

    sealed class RunningLoop : IAsyncDisposable
    {
        public RunningLoop()
        {
            var port = MediaPort.Bind(0, tcp: false);
            Sockets = port.Sockets;
            Loop = new MediaLoop(port, TimeProvider.System, realTime: false);
            Loop.Start();
        }

        public IReadOnlyList<MediaSocket> Sockets { get; }

        public MediaLoop Loop { get; }

        public async ValueTask DisposeAsync()
        {
            await Loop.Stop().WaitAsync(TimeSpan.FromSeconds(5));
            Loop.Dispose();
        }
    }
}
