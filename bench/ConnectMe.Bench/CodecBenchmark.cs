using BenchmarkDotNet.Attributes;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Bench;

/// <summary>20 ms of sound that is neither silence nor a tone, as speech is: two gliding tones and noise.</summary>
public class CodecBenchmark
{
    const int Frames = 500;

    readonly byte[] _payload = new byte[AudioCodec.MaximumPayload];
    readonly short[] _samples = new short[AudioCodec.MaximumSamples];
    short[][] _speech = [];
    byte[][] _encoded = [];
    IAudioEncoder _encoder = null!;
    IAudioDecoder _decoder = null!;
    int _next;

    public static IEnumerable<string> Codecs => AudioCodec.Available.Select(codec => codec.Name);

    [ParamsSource(nameof(Codecs))]
    public string Codec { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        var codec = AudioCodec.Available.Single(c => c.Name == Codec);
        _speech = [.. Enumerable.Range(0, Frames).Select(frame => Speech(frame, codec.FrameSamples, codec.SampleRate))];
        using (var encoder = codec.CreateEncoder())
        {
            _encoded = [.. _speech.Select(frame => _payload[..encoder.Encode(frame, _payload)])];
        }
        (_encoder, _decoder) = (codec.CreateEncoder(), codec.CreateDecoder());
    }

    [GlobalCleanup]
    public void Close()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    [Benchmark]
    public int Encode() => _encoder.Encode(_speech[_next++ % Frames], _payload);

    [Benchmark]
    public int Decode() => _decoder.Decode(_encoded[_next++ % Frames], _samples);

    /// <summary>The payloads of so many frames that follow each other.</summary>
    internal static byte[][] EncodedSpeech(AudioCodec codec, int frames)
    {
        using var encoder = codec.CreateEncoder();
        var payload = new byte[AudioCodec.MaximumPayload];
        return
        [
            .. Enumerable
                .Range(0, frames)
                .Select(frame => payload[..encoder.Encode(Speech(frame, codec.FrameSamples, codec.SampleRate), payload)]),
        ];
    }

    internal static short[] Speech(int frame, int samples, int rate)
    {
        var noise = new Random(frame);
        return
        [
            .. Enumerable
                .Range(frame * samples, samples)
                .Select(i => (double)i / rate)
                .Select(t =>
                    (short)(
                        6000 * Math.Sin(2 * Math.PI * (150 + 60 * Math.Sin(3 * t)) * t)
                        + 3000 * Math.Sin(2 * Math.PI * (900 + 400 * Math.Sin(5 * t)) * t)
                        + noise.Next(-800, 800)
                    )
                ),
        ];
    }
}
