using System.Diagnostics;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Peers;

/// <summary>Decodes all that comes, packet by packet as it comes, and remembers when it came.</summary>
sealed class Ear(IReadOnlyList<AudioCodec> codecs) : IDisposable
{
    readonly Dictionary<AudioCodec, IAudioDecoder> _decoders = codecs.ToDictionary(codec => codec, codec => codec.CreateDecoder());
    readonly List<HeardFrame> _frames = [];
    readonly Lock _lock = new();
    readonly long _began = Stopwatch.GetTimestamp();

    public void Hear(ReadOnlySpan<byte> datagram)
    {
        Assert.Equal(RtpMalformedReason.None, RtpPacket.Read(datagram, out var packet));
        var payloadType = packet.PayloadType;
        var codec = codecs.Single(codec => BrowserPeer.PayloadTypeOf(codec) == payloadType);
        Span<short> samples = stackalloc short[AudioCodec.MaximumSamples];
        lock (_lock)
        {
            var decoded = _decoders[codec].Decode(packet.Payload, samples);
            _frames.Add(
                new HeardFrame(
                    Stopwatch.GetElapsedTime(_began),
                    packet.SequenceNumber,
                    packet.Timestamp,
                    packet.Ssrc,
                    codec,
                    samples[..decoded].ToArray()
                )
            );
        }
    }

    public IReadOnlyList<HeardFrame> Frames
    {
        get
        {
            lock (_lock)
            {
                return [.. _frames];
            }
        }
    }

    public TimeSpan Now => Stopwatch.GetElapsedTime(_began);

    /// <summary>Whether this tone is in the last 200 ms.</summary>
    public bool HearsNow(double frequency) => AmplitudeNow(frequency) > Audible;

    public bool HearsNothingNow()
    {
        var last = Last();
        return last.Count == Window && last.All(frame => Signals.Level(frame.Samples) < 10);
    }

    public double AmplitudeNow(double frequency)
    {
        var last = Last();
        if (last.Count < Window || last.Any(frame => frame.Codec != last[^1].Codec))
        {
            return 0;
        }

        return Signals.Amplitude(last.SelectMany(frame => frame.Samples).ToArray(), frequency, last[^1].Codec.SampleRate);
    }

    /// <summary>Sequence numbers that never came, since the first or since the given frame.</summary>
    public int Gaps(int since = 0)
    {
        var frames = Frames.Skip(since).ToList();
        var gaps = 0;
        for (var i = 1; i < frames.Count; i++)
        {
            gaps += Math.Max(0, frames[i].SequenceNumber.DistanceFrom(frames[i - 1].SequenceNumber) - 1);
        }

        return gaps;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var decoder in _decoders.Values)
            {
                decoder.Dispose();
            }
        }
    }

    List<HeardFrame> Last()
    {
        lock (_lock)
        {
            return _frames.Count < Window ? [] : _frames[^Window..];
        }
    }

    const int Window = 10;
    const double Audible = 2000; // of 8000
}

sealed record HeardFrame(TimeSpan At, SequenceNumber SequenceNumber, RtpTimestamp Timestamp, Ssrc Ssrc, AudioCodec Codec, short[] Samples);
