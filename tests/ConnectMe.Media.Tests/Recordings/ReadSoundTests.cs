using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Recording;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Recordings;

/// <summary>A recording's file, as a sound to be played to a line.</summary>
public sealed class ReadSoundTests : IDisposable
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly string _folder = Directory.CreateTempSubdirectory("connectme-sounds-").FullName;

    [Fact]
    public void Both_sides_are_heard_from_the_first_sample_to_the_last()
    {
        var file = Write(Tone(440), Tone(1000));

        var sound = RecordedFile.ReadSound(file, Minute)!;

        Assert.Equal(RecordedSound.Read(file).Length, sound.Length);
        var middle = sound.Samples.Span[24_000..72_000];
        Assert.InRange(Signals.Amplitude(middle, 440, Sound.SampleRate), 3500, 4500); // half of each: together they are as loud as one
        Assert.InRange(Signals.Amplitude(middle, 1000, Sound.SampleRate), 3500, 4500);
    }

    [Fact]
    public void The_same_on_both_sides_is_as_loud_as_it_was()
    {
        var sound = RecordedFile.ReadSound(Write(Tone(440), Tone(440)), Minute)!;

        Assert.InRange(Signals.Amplitude(sound.Samples.Span[24_000..72_000], 440, Sound.SampleRate), 7500, 8500);
    }

    [Fact]
    public void No_more_is_read_than_is_asked_for()
    {
        var file = Write(Tone(440), Tone(1000));
        var half = TimeSpan.FromMilliseconds(500);
        RecordedFile.ReadSound(file, half);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sound = RecordedFile.ReadSound(file, half)!;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 48_000, 500_000);
        Assert.Equal(half, sound.Length);
        Assert.Null(RecordedFile.ReadSound(file, TimeSpan.Zero));
    }

    [Fact]
    public void What_was_cut_off_is_read_up_to_its_last_whole_page()
    {
        var whole = File.ReadAllBytes(Write(Tone(440), Tone(1000)));
        var cut = PathOf("cut.ogg");
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);

        Assert.InRange(RecordedFile.ReadSound(cut, Minute)!.Length.TotalSeconds, 0.7, 1.2);
    }

    [Fact]
    public void What_is_no_recording_is_no_sound()
    {
        var whole = File.ReadAllBytes(Write(Tone(440), Tone(1000)));
        var headers = whole.AsSpan().LastIndexOf("OpusTags"u8) + 8 + 4 + "ConnectMe".Length + 4;
        var others = new Dictionary<string, byte[]>
        {
            ["empty"] = [],
            ["wav"] = WavWriter.Write(Tone(440), Sound.SampleRate),
            ["headers"] = whole[..headers],
            ["beginning"] = whole[..40],
            ["noise"] = [.. "OggS"u8, .. new byte[10_000]],
        };

        foreach (var (name, content) in others)
        {
            File.WriteAllBytes(PathOf(name), content);
            Assert.Null(RecordedFile.ReadSound(PathOf(name), Minute));
        }

        Assert.Null(RecordedFile.ReadSound(PathOf("gone.ogg"), Minute));
        Assert.Null(RecordedFile.ReadSound(Path.Combine(_folder, "nowhere", "gone.ogg"), Minute));
    }

    [Fact]
    public void Whatever_is_in_a_file_does_no_harm()
    {
        var whole = File.ReadAllBytes(Write(Tone(440), Tone(1000)));
        var random = new Random(7);
        var file = PathOf("hostile.ogg");
        var read = 0;
        for (var i = 0; i < 300; i++)
        {
            var hostile = (byte[])whole.Clone();
            for (var change = random.Next(1, 20); change > 0; change--)
            {
                hostile[random.Next(hostile.Length)] = (byte)random.Next(256);
            }

            Reseal(hostile);
            File.WriteAllBytes(file, hostile);
            read += RecordedFile.ReadSound(file, TimeSpan.FromSeconds(3)) is { } sound && sound.Length <= TimeSpan.FromSeconds(3) ? 1 : 0;
        }

        Assert.InRange(read, 100, 300); // many are still read: it is not the checksum alone that kept them out
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static short[] Tone(double frequency) => Signals.Tone(frequency, Sound.SampleRate, seconds: 2);

    string PathOf(string name) => Path.Combine(_folder, name);

    string Write(short[] left, short[] right)
    {
        var path = PathOf($"{Guid.NewGuid()}.ogg");
        using var encoder = new OpusStereoEncoder();
        using var file = new OggOpusFile(path, serial: 7, encoder.PreSkip, []);
        var (frame, packet) = (new short[2 * OpusStereoEncoder.Rate / 50], new byte[AudioCodec.MaximumPayload]);
        for (var at = 0; at < left.Length; at += frame.Length / 2)
        {
            for (var i = 0; i < frame.Length / 2; i++)
            {
                (frame[2 * i], frame[(2 * i) + 1]) = (left[at + i], right[at + i]);
            }

            file.Add(packet.AsSpan(0, encoder.Encode(frame, packet)));
        }

        file.Finish();
        return path;
    }

    /// <summary>Gives each page the checksum of what it holds now.</summary>
    static void Reseal(Span<byte> file)
    {
        while (file.Length > 27 && file.StartsWith("OggS"u8))
        {
            var length = 27 + file[26];
            foreach (var lacing in file.Slice(27, Math.Min((int)file[26], file.Length - 27)))
            {
                length += lacing;
            }

            if (length > file.Length)
            {
                return;
            }

            file.Slice(22, 4).Clear();
            BitConverter.TryWriteBytes(file.Slice(22, 4), OggChecksum.Of(file[..length]));
            file = file[length..];
        }
    }
}
