using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Journal;

/// <summary>
/// Every fact about a call, on disk before anything else knows it, until the feeder has put it into Marten. Survives a kill of the process
/// (the kernel has the bytes) without waiting for the disk; calls never wait for it either.
/// </summary>
internal sealed class CallJournal : IDisposable
{
    const int ReadBytes = 4 * JournalFrame.MaxPayload;

    readonly string _folder;
    readonly long _maxBytes;
    readonly int _segmentBytes;
    readonly ILogger<CallJournal> _log;
    readonly Lock _lock = new();
    readonly List<JournalSegment> _segments;
    readonly Queue<byte[]> _unwritten = [];
    readonly Channel<bool> _appended = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    long _fed;

    public CallJournal(string folder, long maxBytes, ILogger<CallJournal> log, int segmentBytes = 1024 * 1024)
    {
        _folder = folder;
        _maxBytes = maxBytes;
        _segmentBytes = segmentBytes;
        _log = log;
        Directory.CreateDirectory(folder);
        Id = OpenId(Path.Combine(folder, "journal.id"));
        _segments = [.. JournalSegment.In(folder)];
        if (_segments.Count == 0)
        {
            _segments.Add(JournalSegment.At(folder, 0));
        }

        _fed = _segments[0].Start;
        if (_segments[^1].CutTornTail() is > 0 and var torn)
        {
            log.TornTailCut(_segments[^1].Path, torn);
        }

        OpenedAt = _segments[^1].End;
    }

    /// <summary>Tells this data folder's journal from others that feed the same database.</summary>
    public Guid Id { get; }

    /// <summary>Where this run of the server goes on: what lies before it, an earlier run wrote.</summary>
    public long OpenedAt { get; }

    /// <summary>Says that there may be more to read. One reader.</summary>
    public ChannelReader<bool> Appended => _appended.Reader;

    /// <summary>Then no new calls are placed. What running calls still do is written all the same.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return _unwritten.Count > 0 || _segments[^1].End - _fed >= _maxBytes;
            }
        }
    }

    /// <summary>Bytes that the database does not have yet.</summary>
    public long Waiting
    {
        get
        {
            lock (_lock)
            {
                return _segments[^1].End - _fed;
            }
        }
    }

    /// <summary>All that earlier runs of the server wrote is in the database.</summary>
    public bool IsFedFromBefore
    {
        get
        {
            lock (_lock)
            {
                return _fed >= OpenedAt;
            }
        }
    }

    public void Append(CompanyId company, CallEvent happened)
    {
        var frame = JournalFrame.Encode(new JournalEntry(company, happened).ToBytes());
        lock (_lock)
        {
            _unwritten.Enqueue(frame);
            Write();
        }

        _appended.Writer.TryWrite(true);
    }

    /// <summary>What lies between two positions, at most <paramref name="maxEntries"/> of it, and the position after that.</summary>
    public (IReadOnlyList<JournalEntry> Entries, long Next) Read(long position, long until, int maxEntries)
    {
        lock (_lock)
        {
            Write();
            var segment = _segments.Find(candidate => candidate.End > position);
            return segment is null || position >= until
                ? ([], position)
                : Read(segment, Math.Max(position, segment.Start), Math.Min(segment.End, until), maxEntries);
        }
    }

    /// <summary>All before <paramref name="position"/> is safe in Marten: files that end there go.</summary>
    public void Feed(long position)
    {
        lock (_lock)
        {
            _fed = Math.Max(_fed, position);
            if (position > _segments[^1].End)
            {
                _log.JournalIsOlder(position, _segments[^1].End); // a restored data folder: go on after what Marten has
                _segments.Add(JournalSegment.At(_folder, position));
            }
            else if (position == _segments[^1].End && _segments[^1].Length >= _segmentBytes)
            {
                _segments.Add(JournalSegment.At(_folder, position));
            }

            while (_segments.Count > 1 && _segments[0].End <= position)
            {
                _segments[0].Delete();
                _segments.RemoveAt(0);
            }
        }
    }

    /// <summary>What the database has leaves the disk, also when its file is not full yet; what it does not have goes as soon as it does.</summary>
    public void ForgetFed()
    {
        lock (_lock)
        {
            Write();
            if (_segments[^1].Length > 0 && _unwritten.Count == 0)
            {
                _segments.Add(JournalSegment.At(_folder, _segments[^1].End));
            }

            while (_segments.Count > 1 && _segments[0].End <= _fed)
            {
                _segments[0].Delete();
                _segments.RemoveAt(0);
            }
        }
    }

    /// <summary>What was set aside long ago goes too.</summary>
    public void ForgetAside(DateTimeOffset before)
    {
        foreach (var aside in Aside().Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime))
        {
            File.Delete(aside);
        }
    }

    /// <summary>Files with what the database would not take.</summary>
    public string[] Aside() => Directory.GetFiles(_folder, "*.aside");

    public void Dispose() => _segments.ForEach(segment => segment.Dispose());

    void Write()
    {
        try
        {
            while (_unwritten.TryPeek(out var frame))
            {
                if (_segments[^1].Length >= _segmentBytes)
                {
                    _segments.Add(JournalSegment.At(_folder, _segments[^1].End));
                }

                _segments[^1].Append(frame);
                _unwritten.Dequeue();
            }
        }
        catch (IOException failure) // a full disk: kept in memory and tried again, no new calls meanwhile
        {
            _log.JournalNotWritten(failure, _unwritten.Count);
        }
    }

    (IReadOnlyList<JournalEntry> Entries, long Next) Read(JournalSegment segment, long position, long until, int maxEntries)
    {
        var entries = new List<JournalEntry>();
        var bytes = new byte[Math.Min(until - position, ReadBytes)];
        var rest = bytes.AsMemory(0, segment.Read(position, bytes));
        var from = position;
        while (entries.Count < maxEntries && JournalFrame.TryDecode(rest, out var payload, out var length))
        {
            if (JournalEntry.TryRead(payload.Span) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                SetAside(position, payload.Span, "it is not understood");
            }

            rest = rest[length..];
            position += length;
        }

        if (position == from)
        {
            var damaged = new byte[segment.End - position];
            SetAside(position, damaged.AsSpan(0, segment.Read(position, damaged)), "it is damaged");
            return ([], segment.End);
        }

        return (entries, position);
    }

    /// <summary>Keeps what can't go to the database in a file of its own, for a person to look at: the rest goes on.</summary>
    public void SetAside(long position, ReadOnlySpan<byte> bytes, string why)
    {
        var path = Path.Combine(_folder, $"{position:x16}.aside");
        try
        {
            File.WriteAllBytes(path, bytes);
            _log.JournalSetAside(position, bytes.Length, path, why);
        }
        catch (IOException full) // a full disk: what it was is in the log at least
        {
            _log.JournalNotSetAside(full, position, Convert.ToBase64String(bytes), why);
        }
    }

    /// <summary>Waits until the disk has what was written. A kill of the process loses nothing without it; a power cut then loses what came after the last.</summary>
    public void Flush()
    {
        List<JournalSegment> written;
        lock (_lock)
        {
            written = [.. _segments.Where(segment => segment.IsUnflushed)];
        }

        written.ForEach(segment => segment.Flush()); // without the lock: calls do not wait for the disk
    }

    static Guid OpenId(string path)
    {
        if (File.Exists(path) && Guid.TryParse(File.ReadAllText(path), out var id))
        {
            return id;
        }

        id = Guid.NewGuid();
        File.WriteAllText(path, id.ToString());
        return id;
    }
}
