using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>
/// A sound as payloads of one codec, 20 ms each, however many lines hear it. Encoded while it is played for the first time, frame by frame: nobody waits
/// for the whole, and the second listener costs nothing. For any thread.
/// </summary>
sealed class EncodedSound
{
    readonly Lock _encoding = new();
    readonly Sound _sound;
    readonly int[] _ends;
    readonly Resampler _resampler;
    readonly short[] _frame = new short[FrameSamples];
    readonly short[] _resampled;
    IAudioEncoder? _encoder;
    byte[] _bytes;
    int _encoded;

    public EncodedSound(Sound sound, AudioCodec codec)
    {
        (_sound, Codec) = (sound, codec);
        _ends = new int[(sound.Samples.Length + FrameSamples - 1) / FrameSamples];
        _resampler = new Resampler(Sound.SampleRate, codec.SampleRate);
        _resampled = new short[codec.FrameSamples];
        _encoder = codec.CreateEncoder();
        _bytes = new byte[_ends.Length * codec.Silence.Length + AudioCodec.MaximumPayload];
    }

    public ReadOnlySpan<byte> FrameAt(int index)
    {
        // What is counted as encoded never changes: it is read without the lock.
        if (Volatile.Read(ref _encoded) <= index)
        {
            lock (_encoding)
            {
                while (_encoded <= index)
                {
                    EncodeNext();
                }
            }
        }

        return _bytes.AsSpan(StartOf(index), _ends[index] - StartOf(index));
    }

    public AudioCodec Codec { get; }

    public int Frames => _ends.Length;

    void EncodeNext()
    {
        var samples = _sound.Samples.Span[(_encoded * FrameSamples)..];
        samples = samples[..Math.Min(FrameSamples, samples.Length)];
        samples.CopyTo(_frame);
        _frame.AsSpan(samples.Length).Clear();
        _resampler.Convert(_frame, _resampled);

        var start = StartOf(_encoded);
        if (_bytes.Length - start < AudioCodec.MaximumPayload)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        _ends[_encoded] = start + _encoder!.Encode(_resampled, _bytes.AsSpan(start));
        Volatile.Write(ref _encoded, _encoded + 1);
        if (_encoded == _ends.Length)
        {
            _encoder.Dispose();
            _encoder = null;
        }
    }

    int StartOf(int index) => index == 0 ? 0 : _ends[index - 1];

    const int FrameSamples = Sound.SampleRate / 50;
}
