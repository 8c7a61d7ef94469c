using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Audio;

/// <summary>Packets of one stream go in as they come, whatever codecs they are of; a frame comes out every 20 ms. Allocates nothing per packet.</summary>
sealed class PacketDecoder : IDisposable
{
    readonly JitterBuffer _jitterBuffer = new();
    readonly List<(PayloadType Type, AudioCodec Codec)> _codecs = [];
    readonly short[] _decoded = new short[AudioCodec.MaximumSamples + MaximumFrame];
    MixDecoder? _decoder;
    int _ready;

    public void Put(in RtpPacket packet, AudioCodec codec)
    {
        Know(packet.PayloadType, codec);
        _jitterBuffer.Put(packet);
    }

    /// <summary>The next 20 ms; false when there is nothing to say.</summary>
    /// <param name="rate">Another one than before begins the stream anew.</param>
    /// <param name="voice">20 ms at that rate.</param>
    public bool TryTake(int rate, Span<short> voice)
    {
        if (_decoder is { } stale && stale.Rate != rate)
        {
            Use(null);
        }

        while (_decoder is null || _ready < _decoder.Frame)
        {
            var output = _jitterBuffer.Take(out var type, out var received);
            if (output == JitterBufferOutput.Empty || (output == JitterBufferOutput.Lost && _decoder is null))
            {
                return false;
            }

            if (output == JitterBufferOutput.Lost)
            {
                _ready += _decoder!.Conceal(_jitterBuffer.Following, _decoded.AsSpan(_ready));
                continue;
            }

            if (_decoder?.Codec != CodecOf(type))
            {
                Use(new MixDecoder(CodecOf(type), rate));
            }

            _ready += _decoder!.Decode(received, _decoded.AsSpan(_ready));
        }

        _decoder.Convert(_decoded.AsSpan(0, _decoder.Frame), voice);
        _ready -= _decoder.Frame;
        _decoded.AsSpan(_decoder.Frame, _ready).CopyTo(_decoded);
        return true;
    }

    public void Dispose() => _decoder?.Dispose();

    void Use(MixDecoder? decoder)
    {
        _decoder?.Dispose();
        (_decoder, _ready) = (decoder, 0);
    }

    void Know(PayloadType type, AudioCodec codec)
    {
        for (var i = 0; i < _codecs.Count; i++)
        {
            if (_codecs[i].Type == type)
            {
                _codecs[i] = (type, codec);
                return;
            }
        }

        _codecs.Add((type, codec));
    }

    AudioCodec CodecOf(PayloadType type)
    {
        foreach (var known in _codecs)
        {
            if (known.Type == type)
            {
                return known.Codec;
            }
        }

        throw new InvalidOperationException($"Payload type {type.Value} was never put in"); // Put knows each before it is put in
    }

    /// <summary>20 ms at the highest rate.</summary>
    const int MaximumFrame = 960;
}
