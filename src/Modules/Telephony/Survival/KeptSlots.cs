using Microsoft.Win32.SafeHandles;

namespace ConnectMe.Telephony.Survival;

/// <summary>
/// One file of places that are used again and again: to write into a place takes microseconds, where making and deleting a file for each call took a tenth
/// of all that a call costs. What a place does not fill the disk does not hold (the file is sparse).
/// </summary>
internal sealed class KeptSlots(string path) : IDisposable
{
    readonly Dictionary<string, (int Slot, int Length)> _used = new(StringComparer.Ordinal);
    readonly Stack<int> _free = [];
    SafeFileHandle? _file;
    int _count;

    /// <summary>What an earlier run left. Each is to be given a name, or it is cleared.</summary>
    /// <param name="name">Null: nobody understands it.</param>
    public void Read(Func<ReadOnlyMemory<byte>, string?> name)
    {
        if (!File.Exists(path))
        {
            return;
        }

        var file = Open();
        _count = (int)((RandomAccess.GetLength(file) + Size - 1) / Size);
        var buffer = new byte[Size];
        for (var slot = 0; slot < _count; slot++)
        {
            var bytes = buffer.AsMemory(0, RandomAccess.Read(file, buffer, (long)slot * Size));
            if (bytes.Span.IndexOfAnyExcept((byte)0) < 0)
            {
                _free.Push(slot);
                continue;
            }

            var known = name(bytes);
            _used.Add(known ?? $"{slot}", (slot, bytes.Length));
            if (known is null)
            {
                Clear($"{slot}");
            }
        }
    }

    public void Put(string name, byte[] content)
    {
        var slot =
            _used.TryGetValue(name, out var known) ? known.Slot
            : _free.TryPop(out var free) ? free
            : _count++;
        _used[name] = (slot, Math.Max(known.Length, content.Length));
        RandomAccess.Write(Open(), content, (long)slot * Size);
    }

    /// <summary>Nothing of it is left on the disk.</summary>
    public void Clear(string name)
    {
        if (_used.Remove(name, out var known))
        {
            _free.Push(known.Slot);
            RandomAccess.Write(Open(), Nothing.AsSpan(0, known.Length), (long)known.Slot * Size);
        }
    }

    public void Dispose() => _file?.Dispose();

    SafeFileHandle Open()
    {
        if (_file is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        }

        return _file;
    }

    /// <summary>The largest frame of the journal, in whole pages of memory.</summary>
    const int Size = 17 * 4096;

    static readonly byte[] Nothing = new byte[Size];
}
