using System.Buffers.Binary;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Audio;

public class WavTests
{
    static byte[] Format(ushort tag = 1, ushort channels = 1, uint rate = 8000, ushort align = 2, ushort bits = 16)
    {
        var chunk = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(chunk, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(2), channels);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(4), rate);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(12), align);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(14), bits);
        return chunk;
    }

    static byte[] Wav(params (string Id, byte[] Chunk)[] chunks)
    {
        var file = new List<byte>("RIFF\0\0\0\0WAVE"u8.ToArray());
        foreach (var (id, chunk) in chunks)
        {
            file.AddRange(id.Select(c => (byte)c));
            file.AddRange(BitConverter.GetBytes(chunk.Length));
            file.AddRange(chunk);
            file.AddRange(new byte[chunk.Length & 1]);
        }

        return [.. file];
    }

    static readonly byte[] Data = Signals.Bytes(Signals.Tone(440, 8000, 0.1));

    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(48000)]
    public void What_is_written_is_read_back_at_48_kHz(int rate)
    {
        var file = WavWriter.Write(Signals.Tone(440, rate, 0.5), rate);
        Assert.Equal(WavMalformedReason.None, WavReader.Read(file, out var sound));
        Assert.Equal(24000, sound!.Samples.Length);
        Assert.InRange(Signals.Amplitude(sound.Samples.Span[4800..], 440, 48000), 7800, 8150);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(48000)]
    public void A_sound_is_written_at_a_lower_rate_and_sounds_the_same(int rate)
    {
        var sound = new Sound(Signals.Tone(440, 48000, 0.505)); // no whole frames

        Assert.Equal(WavMalformedReason.None, WavReader.Read(WavWriter.Write(sound, rate), out var read));

        Assert.Equal(24240, read!.Samples.Length);
        Assert.InRange(Signals.Amplitude(read.Samples.Span[4800..], 440, 48000), 7700, 8250);
    }

    [Fact]
    public void What_ffmpeg_wrote_in_stereo_is_read_as_mono_and_its_other_chunks_are_passed_over()
    {
        var tone = Signals.Bytes(Signals.Tone(440, 48000, 0.2));
        var file = Signals.Ffmpeg("-f s16le -ar 48000 -ac 1 -i INPUT -metadata title=hold -ac 2 -f wav", tone);
        Assert.Equal(WavMalformedReason.ChunkPastEnd, WavReader.Read(file, out _)); // a pipe cannot be rewound: ffmpeg leaves 4 GiB as the length

        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.AsSpan().IndexOf("data"u8) + 4), 2 * tone.Length);
        Assert.Equal(WavMalformedReason.None, WavReader.Read(file, out var sound));
        Assert.Equal(9600, sound!.Samples.Length);
        Assert.InRange(Signals.Amplitude(sound.Samples.Span, 440, 48000), 5500, 5800); // ffmpeg spreads mono with 3 dB less on each side
    }

    [Fact]
    public void Each_way_to_be_wrong_has_its_name()
    {
        (WavMalformedReason, byte[])[] files =
        [
            (WavMalformedReason.NotWave, []),
            (WavMalformedReason.NotWave, "OggS and so on"u8.ToArray()),
            (WavMalformedReason.TooLarge, new byte[WavReader.MaximumLength + 1]),
            (WavMalformedReason.ChunkPastEnd, Wav(("fmt ", Format()), ("data", Data))[..^10]),
            (WavMalformedReason.FormatMissing, Wav(("data", Data))),
            (WavMalformedReason.FormatMissing, Wav(("fmt ", new byte[8]), ("data", Data))),
            (WavMalformedReason.FormatTwice, Wav(("fmt ", Format()), ("fmt ", Format()), ("data", Data))),
            (WavMalformedReason.Encoding, Wav(("fmt ", Format(tag: 2)), ("data", Data))), // ADPCM
            (WavMalformedReason.Encoding, Wav(("fmt ", Format(tag: 3, bits: 64, align: 8)), ("data", Data))), // double
            (WavMalformedReason.Encoding, Wav(("fmt ", Format(bits: 8, align: 1)), ("data", Data))),
            (WavMalformedReason.Channels, Wav(("fmt ", Format(channels: 0)), ("data", Data))),
            (WavMalformedReason.Channels, Wav(("fmt ", Format(channels: 32, align: 64)), ("data", Data))),
            (WavMalformedReason.SampleRate, Wav(("fmt ", Format(rate: 0)), ("data", Data))),
            (WavMalformedReason.SampleRate, Wav(("fmt ", Format(rate: 384000)), ("data", Data))),
            (WavMalformedReason.SampleRate, Wav(("fmt ", Format(rate: uint.MaxValue)), ("data", Data))),
            (WavMalformedReason.BlockAlign, Wav(("fmt ", Format(align: 3)), ("data", Data))),
            (WavMalformedReason.DataMissing, Wav(("fmt ", Format()))),
            (WavMalformedReason.DataMissing, Wav(("fmt ", Format()), ("data", new byte[1]))),
            (WavMalformedReason.TooLong, Wav(("fmt ", Format()), ("data", new byte[600 * 8000 * 2]))),
        ];
        foreach (var (reason, file) in files)
        {
            Assert.Equal(reason, WavReader.Read(file, out var sound));
            Assert.Null(sound);
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused()
    {
        var random = new Random(5);
        var good = Wav(("LIST", new byte[7]), ("fmt ", Format()), ("data", Data[..400]));
        for (var i = 0; i < 20_000; i++)
        {
            var file = good.AsSpan(0, random.Next(good.Length + 1)).ToArray();
            for (var changes = random.Next(4); changes > 0 && file.Length > 0; changes--)
            {
                file[random.Next(Math.Min(file.Length, 60))] = (byte)random.Next(256);
            }

            var reason = WavReader.Read(file, out var sound);
            Assert.Equal(reason == WavMalformedReason.None, sound is not null);
        }
    }
}
