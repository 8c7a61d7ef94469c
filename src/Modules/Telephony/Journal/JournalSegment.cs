using Microsoft.Win32.SafeHandles;

namespace ConnectMe.Telephony.Journal;

/// <summary>One file of the journal; its name is the position of its first byte in the whole journal.</summary>
internal sealed class JournalSegment : IDisposable
{
    const string Extension = ".journal";
    readonly SafeFileHandle _file;
    long _flushed;

    JournalSegment(string path, long start)
    {
        Path = path;
        Start = start;
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Length = RandomAccess.GetLength(_file);
    }

    public string Path { get; }
    public long Start { get; }
    public long Length { get; private set; }
    public long End => Start + Length;

    /// <summary>There may be bytes that only the kernel has.</summary>
    public bool IsUnflushed => Volatile.Read(ref _flushed) < Length;

    public static JournalSegment At(string folder, long start) => new(System.IO.Path.Combine(folder, $"{start:x16}{Extension}"), start);

    /// <summary>The files of a folder in the order of the journal.</summary>
    public static IEnumerable<JournalSegment> In(string folder) =>
        Directory
            .EnumerateFiles(folder, $"*{Extension}")
            .Order(StringComparer.Ordinal)
            .Select(path => new JournalSegment(path, Convert.ToInt64(System.IO.Path.GetFileNameWithoutExtension(path), 16)));

    /// <summary>A write that fails half way leaves bytes that the next one covers.</summary>
    public void Append(ReadOnlySpan<byte> frame)
    {
        RandomAccess.Write(_file, frame, Length);
        Length += frame.Length;
    }

    /// <summary>Fills <paramref name="buffer"/> from a position of the journal on, as far as there are bytes.</summary>
    public int Read(long position, Memory<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, End - position);
        var read = 0;
        while (read < wanted && RandomAccess.Read(_file, buffer.Span[read..wanted], position - Start + read) is > 0 and var more)
        {
            read += more;
        }

        return read;
    }

    /// <summary>Cuts off what a crash left half written. Returns the number of bytes cut.</summary>
    public long CutTornTail()
    {
        var bytes = new byte[Length];
        var read = Read(Start, bytes);
        var sound = 0;
        while (JournalFrame.TryDecode(bytes.AsMemory(sound, read - sound), out _, out var length))
        {
            sound += length;
        }

        var torn = Length - sound;
        RandomAccess.SetLength(_file, sound);
        Length = sound;
        return torn;
    }

    /// <summary>From any thread. A segment that was deleted meanwhile needs none.</summary>
    public void Flush()
    {
        var length = Length;
        try
        {
            RandomAccess.FlushToDisk(_file);
            Volatile.Write(ref _flushed, length);
        }
        catch (ObjectDisposedException) { } // fed to the database and deleted
    }

    public void Delete()
    {
        Dispose();
        File.Delete(Path);
    }

    public void Dispose() => _file.Dispose();
}
