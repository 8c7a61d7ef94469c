using ConnectMe.Media.Codecs;
using ConnectMe.Media.Tests.Engine;
using ConnectMe.Media.Tests.Peers;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Recordings;

/// <summary>Real packets over real sockets into a file, and the file back through ffmpeg: who says what on which side.</summary>
public sealed class RecordingTests : IAsyncLifetime
{
    readonly EngineRoom _room = new();
    readonly string _folder = Directory.CreateTempSubdirectory("connectme-recordings-").FullName;
    readonly Guid _recording = Guid.NewGuid();

    MediaEngine Engine => _room.Engine;

    string File => Path.Combine(_folder, "call.ogg");

    [Theory]
    [InlineData("PCMA", "PCMA")]
    [InlineData("G722", "opus")]
    public async Task Both_sides_are_recorded_apart_whatever_the_codecs(string oneCodec, string otherCodec)
    {
        var (one, _) = await Talk(oneCodec, otherCodec);

        Begin(File, one.Leg);
        await Listen(TimeSpan.FromSeconds(2));
        var ended = await End();

        var sound = RecordedSound.Read(File);
        AssertApart(sound);
        Assert.Equal(RecordingEnd.Asked, ended.Why);
        Assert.Equal(new FileInfo(File).Length, ended.Bytes);
        Assert.InRange(sound.Length.TotalSeconds, 1.5, 4);
        Assert.InRange((sound.Length - ended.Length).TotalMilliseconds, -10, 1);
    }

    [Fact]
    public async Task A_browser_in_a_mix_is_recorded_with_all_that_it_hears()
    {
        var browser = await _room.Enter();
        var (one, other) = (_room.Phone(AudioCodec.Pcma, 1000), _room.Phone(AudioCodec.G722, 1500));
        browser.Microphone.Frequency = 440;
        one.Call(Engine);
        other.Call(Engine);
        var mix = Guid.NewGuid();
        foreach (var member in new[] { browser.Line, one.Leg, other.Leg })
        {
            Engine.Mix(mix, member, Audience.All);
        }

        await Until(() => browser.Ear.HearsNow(1000) && browser.Ear.HearsNow(1500), "the browser hears both");
        Begin(File, browser.Line);
        await Listen(TimeSpan.FromSeconds(1.5));
        await End();

        var sound = RecordedSound.Read(File);
        AssertApart(sound);
        Assert.InRange(sound.RightAmplitude(1500), 3000, 12_000);
    }

    [Fact]
    public async Task What_is_muted_is_not_recorded_and_while_it_records_nobody_time_stands_still()
    {
        var (one, _) = await Talk("PCMA", "PCMA");

        Begin(File, one.Leg);
        await Listen(TimeSpan.FromSeconds(1));
        Engine.StopRecording(_recording, one.Leg);
        await Listen(TimeSpan.FromSeconds(2));
        Engine.SetMuted(one.Leg, muted: true);
        Engine.Record(_recording, one.Leg);
        await Listen(TimeSpan.FromSeconds(1.5));
        await End();

        var sound = RecordedSound.Read(File);
        Assert.InRange(sound.Length.TotalSeconds, 2, 3.8);
        Assert.InRange(RecordedSound.Amplitude(sound.Left, 440, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.8)), 5000, 12_000);
        Assert.InRange(sound.LeftAmplitude(440), 0, 50);
        Assert.InRange(sound.RightAmplitude(1000), 5000, 12_000);
    }

    [Fact]
    public async Task Of_a_message_only_what_the_caller_says_is_recorded_on_both_sides()
    {
        var (one, _) = await Talk("PCMA", "PCMA");

        Engine.BeginRecording(
            _recording,
            new RecordingOptions(File, TimeSpan.FromMinutes(5), MaximumBytes: 10_000_000) { OnlySaid = true }
        );
        Engine.Record(_recording, one.Leg);
        await Listen(TimeSpan.FromSeconds(1.5));
        await End();

        var sound = RecordedSound.Read(File);
        Assert.InRange(sound.LeftAmplitude(440), 5000, 12_000);
        Assert.InRange(sound.RightAmplitude(440), 5000, 12_000);
        Assert.InRange(sound.LeftAmplitude(1000), 0, 80);
        Assert.InRange(sound.RightAmplitude(1000), 0, 80);
    }

    [Fact]
    public async Task It_ends_by_itself_when_it_is_long_or_large_enough()
    {
        var (one, other) = await Talk("PCMA", "PCMA");
        var large = Guid.NewGuid();
        var largeFile = Path.Combine(_folder, "large.ogg");

        Engine.BeginRecording(_recording, new RecordingOptions(File, TimeSpan.FromSeconds(1), MaximumBytes: 1_000_000));
        Engine.Record(_recording, one.Leg);
        Engine.BeginRecording(large, new RecordingOptions(largeFile, TimeSpan.FromMinutes(5), MaximumBytes: 10_000));
        Engine.Record(large, other.Leg);

        Assert.Equal(RecordingEnd.TooLong, (await Ended(_recording)).Why);
        Assert.Equal(RecordingEnd.TooLarge, (await Ended(large)).Why);
        Assert.InRange(RecordedSound.Read(File).Length.TotalSeconds, 0.99, 1);
        Assert.InRange(new FileInfo(largeFile).Length, 5000, 10_000);
        AssertApart(RecordedSound.Read(File));
        Assert.InRange(RecordedSound.Read(largeFile).LeftAmplitude(1000), 5000, 12_000);
        Assert.True(one.Ear.HearsNow(1000), "the call goes on");
    }

    [Fact]
    public async Task A_file_can_be_played_while_it_is_written_as_it_could_after_a_crash()
    {
        var (one, _) = await Talk("PCMA", "PCMA");
        Begin(File, one.Leg);
        await Until(() => System.IO.File.Exists(File) && new FileInfo(File).Length > 10_000, "a second or so is written");

        AssertApart(RecordedSound.Read(File));

        await End();
    }

    [Fact]
    [Spec("R9")]
    public async Task A_full_disk_ends_the_recording_whole_and_the_call_goes_on()
    {
        using var disk = new SmallDisk(kilobytes: 24);
        var file = Path.Combine(disk.Path, "call.ogg");
        var (one, other) = await Talk("PCMA", "PCMA");

        Begin(file, one.Leg);
        var ended = await Ended(_recording);

        Assert.Equal(RecordingEnd.DiskFull, ended.Why);
        Assert.Equal(new FileInfo(file).Length, ended.Bytes);
        Assert.InRange(ended.Bytes, 16_000, 24 * 1024);
        AssertApart(RecordedSound.Read(file));
        Assert.True(one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "the call goes on");
        Assert.Equal(0, one.Ear.Gaps());
    }

    [Fact]
    public async Task What_is_to_stay_free_stays_free()
    {
        using var disk = new SmallDisk(kilobytes: 256);
        var file = Path.Combine(disk.Path, "call.ogg");
        var (one, _) = await Talk("PCMA", "PCMA");

        Engine.BeginRecording(
            _recording,
            new RecordingOptions(file, TimeSpan.FromMinutes(5), MaximumBytes: 1_000_000, MinimumFree: 240 * 1024)
        );
        Engine.Record(_recording, one.Leg);

        Assert.Equal(RecordingEnd.DiskFull, (await Ended(_recording)).Why);
        Assert.InRange(new FileInfo(file).Length, 12_000, 64_000);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    async Task<(PhonePeer One, PhonePeer Other)> Talk(string oneCodec, string otherCodec)
    {
        var (one, other) = (_room.Phone(Named(oneCodec), 440), _room.Phone(Named(otherCodec), 1000));
        one.Call(Engine);
        other.Call(Engine);
        Engine.Connect(one.Leg, other.Leg);
        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
        return (one, other);
    }

    void Begin(string file, Guid line)
    {
        Engine.BeginRecording(_recording, new RecordingOptions(file, TimeSpan.FromMinutes(5), MaximumBytes: 10_000_000));
        Engine.Record(_recording, line);
    }

    async Task<MediaEvent.RecordingEnded> End()
    {
        Engine.EndRecording(_recording);
        return await Ended(_recording);
    }

    async Task<MediaEvent.RecordingEnded> Ended(Guid recording)
    {
        MediaEvent.RecordingEnded? Find() =>
            _room.Happened().OfType<MediaEvent.RecordingEnded>().SingleOrDefault(ended => ended.Recording == recording);

        await Until(() => Find() is not null, "the recording has ended");
        return Find()!;
    }

    /// <summary>The line says 440 Hz and hears 1000 Hz: each on its own side, and less than a hundredth of it on the other.</summary>
    static void AssertApart(RecordedSound sound)
    {
        Assert.InRange(sound.LeftAmplitude(440), 5000, 12_000);
        Assert.InRange(sound.RightAmplitude(1000), 3000, 12_000);
        Assert.InRange(sound.LeftAmplitude(1000), 0, 80);
        Assert.InRange(sound.RightAmplitude(440), 0, 80);
    }

    static AudioCodec Named(string name) => AudioCodec.Available.Single(codec => codec.Name == name);
}
