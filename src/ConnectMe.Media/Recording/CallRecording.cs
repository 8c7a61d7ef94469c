using System.Buffers.Binary;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Recording;

/// <summary>One recording as the writing thread sees it: takes packets out of the ring, decodes both sides and encodes them side by side into the file.</summary>
sealed class CallRecording(Guid id, RecordingOptions options, TimeProvider time) : IDisposable
{
    readonly PacketDecoder _said = new();
    readonly PacketDecoder _heard = new();
    readonly byte[] _entry = new byte[RecordingTap.MaximumEntry];
    readonly short[] _left = new short[OpusStereoEncoder.Rate / 50];
    readonly short[] _right = new short[OpusStereoEncoder.Rate / 50];
    readonly short[] _frame = new short[2 * OpusStereoEncoder.Rate / 50];
    readonly byte[] _packet = new byte[AudioCodec.MaximumPayload];
    OpusStereoEncoder? _encoder;
    OggOpusFile? _file;
    long _frames;
    DateTimeOffset _measuredAt;
    volatile bool _isEndAsked;

    public Guid Id => id;

    /// <summary>The media thread's end.</summary>
    public RecordingTap Tap { get; } = new(options.OnlySaid);

    /// <summary>Nothing is put in any more: it ends when it has written what there is. By the media thread.</summary>
    public void AskEnd() => _isEndAsked = true;

    /// <summary>Writes what has come until now.</summary>
    /// <returns>Why it is over, or null.</returns>
    public RecordingEnd? Write()
    {
        var isEndAsked = _isEndAsked; // read before the ring: what was put in before is written
        try
        {
            Open();
            var end = IsDiskFull() ? RecordingEnd.DiskFull : WriteEntries();
            return end ?? (isEndAsked ? RecordingEnd.Asked : null);
        }
        catch (IOException failure) when (IsNoSpace(failure))
        {
            return RecordingEnd.DiskFull;
        }
    }

    /// <summary>Closes the file. What it holds then.</summary>
    public (TimeSpan Length, long Bytes) Finish()
    {
        try
        {
            _file?.Finish();
        }
        catch (IOException failure) when (IsNoSpace(failure))
        {
            // what is whole is there, as it is when we are killed
        }

        return (_file?.Duration ?? TimeSpan.Zero, _file?.Length ?? 0);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _encoder?.Dispose();
        _said.Dispose();
        _heard.Dispose();
    }

    void Open()
    {
        _encoder ??= new OpusStereoEncoder();
        if (_file is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Path)!);
            var serial = BinaryPrimitives.ReadUInt32LittleEndian(id.ToByteArray().AsSpan(12));
            _file = new OggOpusFile(options.Path, serial, _encoder.PreSkip, options.Comments);
        }
    }

    RecordingEnd? WriteEntries()
    {
        while (Tap.Packets.TryTake(_entry, out var kind, out var length))
        {
            if (kind != RecordingTap.Ticks)
            {
                Put(kind == RecordingTap.SaidPacket ? _said : _heard, _entry.AsSpan(0, length));
                continue;
            }

            for (var ticks = BinaryPrimitives.ReadInt32LittleEndian(_entry); ticks > 0; ticks--)
            {
                if (WriteFrame() is { } end)
                {
                    return end;
                }
            }
        }

        return null;
    }

    static void Put(PacketDecoder side, ReadOnlySpan<byte> entry)
    {
        if (RtpPacket.Read(entry[1..], out var packet) == RtpMalformedReason.None)
        {
            side.Put(packet, AudioCodec.Available[entry[0]]);
        }
    }

    RecordingEnd? WriteFrame()
    {
        if (_frames * Frame >= options.MaximumLength)
        {
            return RecordingEnd.TooLong;
        }

        if (_file!.LengthWithWaiting + AudioCodec.MaximumPayload > options.MaximumBytes)
        {
            return RecordingEnd.TooLarge;
        }

        Take(_said, _left);
        if (options.OnlySaid)
        {
            _left.CopyTo(_right, 0);
        }
        else
        {
            Take(_heard, _right);
        }

        for (var i = 0; i < _left.Length; i++)
        {
            (_frame[2 * i], _frame[(2 * i) + 1]) = (_left[i], _right[i]);
        }

        _frames++;
        _file.Add(_packet.AsSpan(0, _encoder!.Encode(_frame, _packet)));
        return null;
    }

    static void Take(PacketDecoder side, Span<short> voice)
    {
        if (!side.TryTake(OpusStereoEncoder.Rate, voice))
        {
            voice.Clear();
        }
    }

    /// <summary>Asked once a second: others write there too.</summary>
    bool IsDiskFull()
    {
        var now = time.GetUtcNow();
        if (options.MinimumFree <= 0 || now - _measuredAt < BetweenMeasurements)
        {
            return false;
        }

        _measuredAt = now;
        return new DriveInfo(Path.GetDirectoryName(options.Path)!).AvailableFreeSpace < options.MinimumFree;
    }

    /// <summary>ENOSPC, or EDQUOT: over the quota.</summary>
    static bool IsNoSpace(IOException failure) => (failure.HResult & 0xFFFF) is 28 or 122;

    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan BetweenMeasurements = TimeSpan.FromSeconds(1);
}
