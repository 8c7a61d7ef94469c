using System.Runtime.InteropServices;

namespace ConnectMe.Media.Codecs;

/// <summary>libopus (RFC 6716), when the machine has it. Without it a line negotiates G722, PCMA and PCMU.</summary>
static partial class Opus
{
    public static bool IsAvailable => WhyUnavailable is null;

    /// <summary>For the log; null when Opus works.</summary>
    public static string? WhyUnavailable { get; } = Probe();

    /// <summary>For the log: "libopus 1.3.1".</summary>
    public static string Version => IsAvailable ? Marshal.PtrToStringUTF8(Native.Version()) ?? "" : "";

    static string? Probe()
    {
        try
        {
            using var encoder = new OpusEncoder(48000);
            using var decoder = new OpusDecoder(48000);
            Span<byte> payload = stackalloc byte[AudioCodec.MaximumPayload];
            var samples = new short[AudioCodec.MaximumSamples];
            var length = encoder.Encode(samples.AsSpan(0, 960), payload);
            return decoder.Decode(payload[..length], samples) == 960 ? null : "libopus.so.0 was found but does not decode what it encodes";
        }
        catch (DllNotFoundException)
        {
            return "libopus.so.0 was not found (Debian: apt-get install libopus0)";
        }
        catch (EntryPointNotFoundException missing)
        {
            return $"libopus.so.0 is not the library we know: {missing.Message}";
        }
    }

    /// <summary>A frame that decodes to nothing: full band, 20 ms, mono (the usual one: TOC 0xF8, then an empty CELT frame).</summary>
    internal static ReadOnlyMemory<byte> Silence { get; } = new byte[] { 0xF8, 0xFF, 0xFE };

    /// <summary>The C interface. opus_encoder_ctl is variadic: called with one int, which x86-64 and Linux arm64 pass alike; the encoder reads each
    /// setting back, so that a platform where they differ shows at start.</summary>
    internal static partial class Native
    {
        const string Library = "libopus.so.0";

        [LibraryImport(Library, EntryPoint = "opus_get_version_string")]
        internal static partial nint Version();

        [LibraryImport(Library, EntryPoint = "opus_encoder_create")]
        internal static partial OpusEncoderHandle CreateEncoder(int sampleRate, int channels, int application, out int error);

        [LibraryImport(Library, EntryPoint = "opus_encoder_destroy")]
        internal static partial void DestroyEncoder(nint encoder);

        [LibraryImport(Library, EntryPoint = "opus_encoder_ctl")]
        internal static partial int Set(OpusEncoderHandle encoder, int request, int value);

        [LibraryImport(Library, EntryPoint = "opus_encoder_ctl")]
        internal static partial int Get(OpusEncoderHandle encoder, int request, out int value);

        [LibraryImport(Library, EntryPoint = "opus_encode")]
        internal static partial int Encode(OpusEncoderHandle encoder, ReadOnlySpan<short> pcm, int frameSize, Span<byte> data, int maximum);

        [LibraryImport(Library, EntryPoint = "opus_decoder_create")]
        internal static partial OpusDecoderHandle CreateDecoder(int sampleRate, int channels, out int error);

        [LibraryImport(Library, EntryPoint = "opus_decoder_destroy")]
        internal static partial void DestroyDecoder(nint decoder);

        [LibraryImport(Library, EntryPoint = "opus_decode")]
        internal static partial int Decode(
            OpusDecoderHandle decoder,
            ReadOnlySpan<byte> data,
            int length,
            Span<short> pcm,
            int frameSize,
            int decodeFec
        );
    }
}

sealed class OpusEncoderHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Opus.Native.DestroyEncoder(handle);
        return true;
    }
}

sealed class OpusDecoderHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Opus.Native.DestroyDecoder(handle);
        return true;
    }
}

sealed class OpusEncoder : IAudioEncoder
{
    readonly OpusEncoderHandle _handle;

    public OpusEncoder(int sampleRate)
    {
        _handle = Opus.Native.CreateEncoder(sampleRate, channels: 1, Voip, out var error);
        if (error != 0)
        {
            throw new InvalidOperationException($"opus_encoder_create failed: {error}");
        }

        Set(SetBitrate, GetBitrate, 32_000);
        Set(SetComplexity, GetComplexity, 5);
        Set(SetInbandFec, GetInbandFec, 1);
        Set(SetPacketLoss, GetPacketLoss, 5);
    }

    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        var length = Opus.Native.Encode(_handle, frame, frame.Length, payload, payload.Length);
        return length > 0 ? length : throw new InvalidOperationException($"opus_encode failed: {length}");
    }

    public void Dispose() => _handle.Dispose();

    void Set(int set, int get, int value)
    {
        Opus.Native.Set(_handle, set, value);
        Opus.Native.Get(_handle, get, out var actual);
        if (actual != value)
        {
            throw new EntryPointNotFoundException($"opus_encoder_ctl({set}, {value}) is not taken");
        }
    }

    const int Voip = 2048;
    const int SetBitrate = 4002;
    const int GetBitrate = 4003;
    const int SetComplexity = 4010;
    const int GetComplexity = 4011;
    const int SetInbandFec = 4012;
    const int GetInbandFec = 4013;
    const int SetPacketLoss = 4014;
    const int GetPacketLoss = 4015;
}

sealed class OpusDecoder : IAudioDecoder
{
    readonly OpusDecoderHandle _handle;

    public OpusDecoder(int sampleRate)
    {
        _handle = Opus.Native.CreateDecoder(sampleRate, channels: 1, out var error);
        if (error != 0)
        {
            throw new InvalidOperationException($"opus_decoder_create failed: {error}");
        }
    }

    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples) =>
        payload.IsEmpty ? 0 : Math.Max(0, Opus.Native.Decode(_handle, payload, payload.Length, samples, samples.Length, decodeFec: 0));

    /// <summary>A lost frame out of the redundancy in the packet after it (RFC 6716 §2.1.7); conceals when there is none.</summary>
    public void Recover(ReadOnlySpan<byte> following, Span<short> frame)
    {
        if (Opus.Native.Decode(_handle, following, following.Length, frame, frame.Length, decodeFec: 1) != frame.Length)
        {
            frame.Clear();
        }
    }

    public void Conceal(Span<short> frame)
    {
        if (Opus.Native.Decode(_handle, default, 0, frame, frame.Length, decodeFec: 0) != frame.Length)
        {
            frame.Clear();
        }
    }

    public void Dispose() => _handle.Dispose();
}
