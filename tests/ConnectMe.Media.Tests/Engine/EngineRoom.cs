using System.Diagnostics;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Tests.Peers;

namespace ConnectMe.Media.Tests.Engine;

/// <summary>An engine on a free port, the peers that talk through it, and what it has reported.</summary>
sealed class EngineRoom : IAsyncDisposable
{
    readonly List<BrowserPeer> _peers = [];
    readonly List<PhonePeer> _phones = [];
    readonly List<MediaEvent> _events = [];
    readonly Task _reading;

    /// <param name="ports">Of legs; null: any.</param>
    public EngineRoom(RtpPortRange? ports = null, TimeProvider? time = null)
    {
        Engine = new MediaEngine(new MediaOptions([], 0) { RtpPorts = ports }, time);
        _reading = Task.Run(Read);
    }

    public MediaEngine Engine { get; }

    /// <summary>A peer whose line is up and streams.</summary>
    public async Task<BrowserPeer> Enter(params IReadOnlyList<AudioCodec> codecs) => await Enter(new BrowserPeer(codecs));

    public async Task<BrowserPeer> Enter(BrowserPeer peer)
    {
        _peers.Add(peer);
        await peer.Connect(Engine);
        await Until(() => Happened().OfType<MediaEvent.LineUp>().Any(up => up.Line == peer.Line), "the line is up");
        Engine.StartStream(peer.Line);
        return peer;
    }

    /// <summary>A phone that goes when the room is left.</summary>
    public PhonePeer Phone(AudioCodec codec, int frequency = 0) => Phone(new PhonePeer(codec), frequency);

    public PhonePeer Phone(PhonePeer phone, int frequency = 0)
    {
        _phones.Add(phone);
        phone.Microphone.Frequency = frequency;
        return phone;
    }

    public async Task<(BrowserPeer One, BrowserPeer Other)> Call()
    {
        var (one, other) = (await Enter(), await Enter());
        (one.Microphone.Frequency, other.Microphone.Frequency) = (440, 1000);
        Engine.Connect(one.Line, other.Line);
        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
        return (one, other);
    }

    public IReadOnlyList<MediaEvent> Happened()
    {
        lock (_events)
        {
            return [.. _events];
        }
    }

    /// <summary>Looks every 10 ms.</summary>
    public static async Task Until(Func<bool> condition, string what, int seconds = 15)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began).TotalSeconds < seconds, $"not within {seconds} s: {what}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets the calls go on for a while.</summary>
    public static async Task Listen(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers)
        {
            await peer.DisposeAsync();
        }

        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        await Engine.DisposeAsync();
        await _reading;
        Assert.DoesNotContain(Happened(), happened => happened is MediaEvent.Faulted);
    }

    async Task Read()
    {
        await foreach (var happened in Engine.Events.ReadAllAsync())
        {
            lock (_events)
            {
                _events.Add(happened);
            }
        }
    }
}
