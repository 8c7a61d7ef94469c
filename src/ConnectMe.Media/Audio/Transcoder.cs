using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Audio;

/// <summary>One direction between two codecs: packets go in as they come, a payload comes out every 20 ms. Allocates nothing per packet.</summary>
sealed class Transcoder : IDisposable
{
    readonly PayloadType _payloadType;
    readonly JitterBuffer _jitterBuffer = new();
    readonly IAudioDecoder _decoder;
    readonly IAudioEncoder _encoder;
    readonly Resampler _resampler;
    readonly short[] _decoded = new short[AudioCodec.MaximumSamples + MaximumFrame];
    readonly short[] _frame;
    readonly int _inputFrame;
    int _ready;

    /// <param name="payloadType">Of <paramref name="from"/>; others are not decoded.</param>
    public Transcoder(AudioCodec from, PayloadType payloadType, AudioCodec to)
    {
        // Opus runs at the other's rate, which is cheaper than resampling and sounds the same.
        var inputRate = from.Supports(to.SampleRate) ? to.SampleRate : from.SampleRate;
        var outputRate = to.Supports(inputRate) ? inputRate : to.SampleRate;
        _payloadType = payloadType;
        _decoder = from.CreateDecoder(inputRate);
        _encoder = to.CreateEncoder(outputRate);
        _resampler = new Resampler(inputRate, outputRate);
        _inputFrame = inputRate / 50;
        _frame = new short[outputRate / 50];
    }

    public void Handle(in RtpPacket packet)
    {
        if (packet.PayloadType == _payloadType)
        {
            _jitterBuffer.Put(packet);
        }
    }

    /// <summary>Call every 20 ms. 0 when there is nothing to say; then send silence.</summary>
    /// <returns>The bytes written.</returns>
    public int Next(Span<byte> payload)
    {
        while (_ready < _inputFrame)
        {
            var output = _jitterBuffer.Take(out _, out var received);
            if (output == JitterBufferOutput.Empty)
            {
                return 0;
            }

            _ready += output == JitterBufferOutput.Packet ? _decoder.Decode(received, _decoded.AsSpan(_ready)) : Conceal();
        }

        _resampler.Convert(_decoded.AsSpan(0, _inputFrame), _frame);
        _ready -= _inputFrame;
        _decoded.AsSpan(_inputFrame, _ready).CopyTo(_decoded);
        return _encoder.Encode(_frame, payload);
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _encoder.Dispose();
    }

    int Conceal()
    {
        var frame = _decoded.AsSpan(_ready, _inputFrame);
        if (_decoder is OpusDecoder opus && !_jitterBuffer.Following.IsEmpty)
        {
            opus.Recover(_jitterBuffer.Following, frame);
        }
        else
        {
            _decoder.Conceal(frame);
        }

        return _inputFrame;
    }

    const int MaximumFrame = 960;
}
