namespace ConnectMe.Media.Codecs;

/// <summary>Two voices side by side for a file, 20 ms at a time at 48 kHz. Only to be made when <see cref="Opus.IsAvailable"/>.</summary>
sealed class OpusStereoEncoder : IDisposable
{
    readonly OpusEncoderHandle _handle;

    public OpusStereoEncoder()
    {
        _handle = Opus.Native.CreateEncoder(Rate, channels: 2, Audio, out var error);
        if (error != 0)
        {
            throw new InvalidOperationException($"opus_encoder_create failed: {error}");
        }

        Opus.Native.Set(_handle, SetBitrate, Bitrate);
        Opus.Native.Set(_handle, SetComplexity, Complexity);
        Opus.Native.Get(_handle, GetLookahead, out var lookahead);
        PreSkip = lookahead;
    }

    /// <summary>Samples that a player leaves out at the beginning (RFC 7845 §4.2).</summary>
    public int PreSkip { get; }

    /// <param name="frame">Left and right in turn.</param>
    /// <returns>The bytes written; <see cref="AudioCodec.MaximumPayload"/> is always enough.</returns>
    public int Encode(ReadOnlySpan<short> frame, Span<byte> packet)
    {
        var length = Opus.Native.Encode(_handle, frame, Rate / 50, packet, packet.Length);
        return length > 0 ? length : throw new InvalidOperationException($"opus_encode failed: {length}");
    }

    public void Dispose() => _handle.Dispose();

    public const int Rate = 48_000;
    const int Bitrate = 64_000;
    const int Complexity = 3;
    const int Audio = 2049;
    const int SetBitrate = 4002;
    const int SetComplexity = 4010;
    const int GetLookahead = 4027;
}
