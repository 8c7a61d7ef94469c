using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ConnectMe.Media.Recording;

/// <summary>
/// An Ogg file of one Opus stream in stereo (RFC 7845, RFC 3533), written a page at a time and never again but for the mark that says it is the last. So
/// the file can be played up to its last whole page at any moment, whatever becomes of us or the disk.
/// </summary>
sealed class OggOpusFile : IDisposable
{
    readonly SafeFileHandle _file;
    readonly uint _serial;
    byte[] _page = new byte[PageLength];
    byte[] _last = new byte[PageLength];
    readonly int[] _lengths = new int[PacketsPerPage];
    int _waiting;
    int _waitingBytes;
    uint _pages;
    int _written; // of the last page
    long _samples;

    /// <summary>Makes the file; there is none yet.</summary>
    public OggOpusFile(string path, uint serial, int preSkip, IReadOnlyList<KeyValuePair<string, string>> comments)
    {
        _serial = serial;
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.None);
        try
        {
            WriteHeaders(preSkip, comments);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Of whole pages.</summary>
    public long Length { get; private set; }

    /// <summary>Of sound in whole pages.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(_samples / (double)Opus.Rate);

    /// <summary>With what waits for its page to be full.</summary>
    public long LengthWithWaiting => Length + (_waiting == 0 ? 0 : HeaderLength + _waiting + _waitingBytes);

    /// <summary>Adds 20 ms. <see cref="IOException"/> when the disk takes no more; what is whole stays whole.</summary>
    public void Add(ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(_page.AsSpan(PacketsAt + _waitingBytes));
        _lengths[_waiting++] = packet.Length;
        _waitingBytes += packet.Length;
        if (_waiting == PacketsPerPage)
        {
            WritePage();
        }
    }

    /// <summary>Writes what waits, and marks the end. On a full disk the end is marked on the last page that is there.</summary>
    public void Finish()
    {
        try
        {
            if (_waiting > 0)
            {
                WritePage();
            }
        }
        finally
        {
            MarkEnd();
        }
    }

    public void Dispose() => _file.Dispose();

    void WriteHeaders(int preSkip, IReadOnlyList<KeyValuePair<string, string>> comments)
    {
        Span<byte> head = stackalloc byte[19]; // RFC 7845 §5.1
        "OpusHead"u8.CopyTo(head);
        (head[8], head[9], head[18]) = (1, 2, 0); // version, channels, mapping family
        BinaryPrimitives.WriteUInt16LittleEndian(head[10..], (ushort)preSkip);
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], Opus.Rate);
        BinaryPrimitives.WriteInt16LittleEndian(head[16..], 0);
        WriteHeader(head);

        WriteHeader(OpusTags.Write(comments));
    }

    void WriteHeader(ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(_page.AsSpan(PacketsAt));
        (_lengths[0], _waiting, _waitingBytes) = (packet.Length, 1, packet.Length);
        WritePage(isHeader: true);
    }

    void WritePage(bool isHeader = false)
    {
        var lacings = 0;
        for (var i = 0; i < _waiting; i++)
        {
            lacings += (_lengths[i] / 255) + 1;
        }

        var header = HeaderLength + lacings;
        _page.AsSpan(PacketsAt, _waitingBytes).CopyTo(_page.AsSpan(header));
        for (int i = 0, at = HeaderLength; i < _waiting; i++)
        {
            for (var left = _lengths[i]; ; left -= 255)
            {
                _page[at++] = (byte)Math.Min(left, 255);
                if (left < 255)
                {
                    break;
                }
            }
        }

        var samples = isHeader ? 0 : _samples + (_waiting * Opus.Frame);
        "OggS"u8.CopyTo(_page);
        (_page[4], _page[5], _page[26]) = (0, _pages == 0 ? BeginsStream : (byte)0, (byte)lacings);
        BinaryPrimitives.WriteInt64LittleEndian(_page.AsSpan(6), samples);
        BinaryPrimitives.WriteUInt32LittleEndian(_page.AsSpan(14), _serial);
        BinaryPrimitives.WriteUInt32LittleEndian(_page.AsSpan(18), _pages);
        var length = header + _waitingBytes;
        (_waiting, _waitingBytes) = (0, 0);
        Write(length);
        (_page, _last) = (_last, _page);
        (_samples, _written) = (samples, length);
        _pages++;
        Length += length;
    }

    void Write(int length)
    {
        Seal(_page.AsSpan(0, length));
        try
        {
            RandomAccess.Write(_file, _page.AsSpan(0, length), Length);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(_file, Length);
            throw;
        }
    }

    /// <summary>In place, which needs no room.</summary>
    void MarkEnd()
    {
        if (_written > 0)
        {
            _last[5] |= EndsStream;
            Seal(_last.AsSpan(0, _written));
            RandomAccess.Write(_file, _last.AsSpan(0, _written), Length - _written);
        }
    }

    static void Seal(Span<byte> page)
    {
        page.Slice(22, 4).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(page[22..], OggChecksum.Of(page));
    }

    const int HeaderLength = 27;
    const byte BeginsStream = 2;
    const byte EndsStream = 4;

    /// <summary>200 ms: what a crash may cost.</summary>
    const int PacketsPerPage = 10;

    /// <summary>A packet takes as many lacing values as it has begun 255 bytes.</summary>
    const int LacingsPerPacket = (Opus.MaximumPacket / 255) + 1;

    /// <summary>Where packets wait, with room before them for the longest header.</summary>
    const int PacketsAt = HeaderLength + (PacketsPerPage * LacingsPerPacket);

    const int PageLength = PacketsAt + (PacketsPerPage * Opus.MaximumPacket);

    /// <summary>What the stream is of.</summary>
    static class Opus
    {
        public const int Rate = 48_000;
        public const int Frame = Rate / 50;
        public const int MaximumPacket = Codecs.AudioCodec.MaximumPayload;
    }
}
