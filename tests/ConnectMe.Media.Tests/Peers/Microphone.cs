using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests.Peers;

/// <summary>What a browser sends: packets of one codec with a tone in them, nothing while no track is attached, and digits as events.</summary>
sealed class Microphone(AudioCodec codec, PayloadType payloadType, PayloadType? events = null) : IDisposable
{
    readonly IAudioEncoder _encoder = codec.CreateEncoder();
    readonly StreamSplicer _stream = new(
        new Ssrc((uint)payloadType.Value + 0xC0DE0000),
        new SequenceNumber(100),
        new RtpTimestamp(5000),
        codec.ClockRate
    );
    readonly TelephoneEventSender _digits = new(codec.ClockRate);
    readonly short[] _frame = new short[codec.FrameSamples];
    DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    long _samples;
    volatile int _frequency;

    /// <summary>0: no track is attached, and nothing is sent.</summary>
    public int Frequency
    {
        get => _frequency;
        set => _frequency = value;
    }

    /// <summary>Sounds together with the other; 0: none.</summary>
    public volatile int SecondFrequency;

    public int Sent { get; private set; }

    public void Dial(string digits) => Assert.True(_digits.TrySend(digits));

    /// <summary>The packet of the next 20 ms; 0 is none.</summary>
    public int Next(Span<byte> packet)
    {
        _now += TimeSpan.FromMilliseconds(20);
        if (_digits.IsSending)
        {
            Span<byte> digit = stackalloc byte[TelephoneEvent.Length];
            return _digits.TryNext(_stream, events ?? new PayloadType(110), digit, _now, out var event_) ? event_.Write(packet, digit) : 0;
        }

        if (_frequency == 0)
        {
            return 0;
        }

        for (var i = 0; i < _frame.Length; i++)
        {
            var second = SecondFrequency == 0 ? 0 : 8000 * Math.Sin(2 * Math.PI * SecondFrequency * _samples / codec.SampleRate);
            _frame[i] = (short)(second + (8000 * Math.Sin(2 * Math.PI * _frequency * _samples++ / codec.SampleRate)));
        }

        Span<byte> payload = stackalloc byte[AudioCodec.MaximumPayload];
        payload = payload[.._encoder.Encode(_frame, payload)];
        Sent++;
        return _stream.Next(payloadType, payload.Length, _now).Write(packet, payload);
    }

    public void Dispose() => _encoder.Dispose();
}
