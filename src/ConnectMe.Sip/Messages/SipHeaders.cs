using System.Buffers;
using System.Collections;
using System.Text;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>
/// The header fields of a message in their order. Names are compared without case, and a compact name is the full one. Values stay the bytes that came
/// until somebody asks for them: what nobody reads costs nothing and is written as it was.
/// </summary>
public sealed class SipHeaders : IEnumerable<KeyValuePair<string, string>>
{
    Field[] _fields = new Field[16];

    public int Count { get; private set; }

    /// <summary>Changes with every change; what was read from the headers before is out of date.</summary>
    internal int Version { get; private set; } = 1;

    /// <summary>The first value of that name, or null. Setting replaces all values of that name.</summary>
    public string? this[string name]
    {
        get => IndexOf(HeaderName.Full(name), 0) is var index and >= 0 ? TextOf(ref _fields[index]) : null;
        set
        {
            if (value is null)
            {
                Remove(name);
            }
            else
            {
                Set(name, value);
            }
        }
    }

    public bool Contains(string name) => IndexOf(HeaderName.Full(name), 0) >= 0;

    /// <summary>All values of that name, one per line of the message.</summary>
    public IReadOnlyList<string> Values(string name)
    {
        var full = HeaderName.Full(name);
        var values = new List<string>();
        for (var i = IndexOf(full, 0); i >= 0; i = IndexOf(full, i + 1))
        {
            values.Add(TextOf(ref _fields[i]));
        }

        return values;
    }

    /// <summary>All values of that name with comma-separated ones apart (RFC 3261 §7.3.1). Not for Authorization and its like, nor for dates.</summary>
    public IReadOnlyList<string> Elements(string name)
    {
        var elements = new List<string>();
        foreach (var value in Values(name))
        {
            for (var rest = value.AsSpan(); !rest.IsEmpty; )
            {
                var end = Grammar.EndOfElement(rest);
                if (rest[..end].Trim(" \t") is { IsEmpty: false } element)
                {
                    elements.Add(element.ToString());
                }

                rest = end == rest.Length ? default : rest[(end + 1)..];
            }
        }

        return elements;
    }

    /// <summary>A line break or other control character in the value becomes a blank: no text can begin a header of its own.</summary>
    public void Add(string name, string value) => Insert(Count, new Field { Name = HeaderName.Full(name), Text = Grammar.OneLine(value) });

    public void Add(string name, NameAddress value) => Add(name, value.ToString());

    public void Add(string name, Via value) => Add(name, value.ToString());

    public void Add(string name, long value) => Add(name, Grammar.Decimal(value));

    /// <summary>Puts it above all others of that name: Via, Record-Route, Route, Path.</summary>
    public void Prepend(string name, string value)
    {
        var full = HeaderName.Full(name);
        Insert(Math.Max(0, IndexOf(full, 0)), new Field { Name = full, Text = Grammar.OneLine(value) });
    }

    /// <summary>Replaces all values of that name, at the place of the first.</summary>
    public void Set(string name, string value)
    {
        var full = HeaderName.Full(name);
        var first = IndexOf(full, 0);
        if (first < 0)
        {
            Add(full, value);
            return;
        }

        _fields[first] = new Field { Name = full, Text = Grammar.OneLine(value) };
        for (var i = IndexOf(full, first + 1); i >= 0; i = IndexOf(full, i))
        {
            RemoveAt(i);
        }

        Version++;
    }

    public void Set(string name, NameAddress value) => Set(name, value.ToString());

    public void Set(string name, long value) => Set(name, Grammar.Decimal(value));

    public bool Remove(string name)
    {
        var full = HeaderName.Full(name);
        var had = false;
        for (var i = IndexOf(full, 0); i >= 0; i = IndexOf(full, i))
        {
            RemoveAt(i);
            had = true;
        }

        return had;
    }

    /// <summary>Removes the first comma-separated value: the top Via, the first Route.</summary>
    public void RemoveFirst(string name) => ReplaceFirst(name, null);

    /// <summary>Puts a value in the place of the first comma-separated one; with null it is only removed.</summary>
    public void ReplaceFirst(string name, string? value)
    {
        var index = IndexOf(HeaderName.Full(name), 0);
        if (index < 0)
        {
            return;
        }

        var text = TextOf(ref _fields[index]);
        var end = Grammar.EndOfElement(text);
        var rest = end < text.Length ? text[(end + 1)..].Trim() : "";
        var both = value is null || rest.Length == 0 ? value ?? rest : $"{Grammar.OneLine(value)}, {rest}";
        if (both.Length == 0)
        {
            RemoveAt(index);
            return;
        }

        _fields[index] = new Field { Name = _fields[index].Name, Text = Grammar.OneLine(both) };
        Version++;
    }

    /// <summary>Adds the other message's values of that name, byte for byte.</summary>
    public void CopyFrom(SipHeaders other, string name)
    {
        var full = HeaderName.Full(name);
        for (var i = other.IndexOf(full, 0); i >= 0; i = other.IndexOf(full, i + 1))
        {
            Insert(Count, other._fields[i]);
        }
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return new(_fields[i].Name, TextOf(ref _fields[i]));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal SipHeaders Copy()
    {
        var copy = new SipHeaders { _fields = [.. _fields], Count = Count };
        return copy;
    }

    internal void Add(string fullName, byte[] source, int start, int length) =>
        Insert(
            Count,
            new Field
            {
                Name = fullName,
                Source = source,
                Start = start,
                Length = length,
            }
        );

    internal string NameAt(int index) => _fields[index].Name;

    internal ReadOnlySpan<byte> BytesAt(int index)
    {
        ref var field = ref _fields[index];
        return field.Source is { } source ? source.AsSpan(field.Start, field.Length) : Encoding.UTF8.GetBytes(field.Text!);
    }

    internal void WriteAt(int index, IBufferWriter<byte> output)
    {
        ref var field = ref _fields[index];
        if (field.Source is { } source)
        {
            output.Write(source.AsSpan(field.Start, field.Length));
        }
        else
        {
            MessageWriter.WriteText(field.Text!, output);
        }
    }

    internal int IndexOf(string fullName, int from)
    {
        for (var i = from; i < Count; i++)
        {
            var name = _fields[i].Name;
            if (
                ReferenceEquals(name, fullName)
                || (name.Length == fullName.Length && name.Equals(fullName, StringComparison.OrdinalIgnoreCase))
            )
            {
                return i;
            }
        }

        return -1;
    }

    void Insert(int index, Field field)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, Count * 2);
        }

        Array.Copy(_fields, index, _fields, index + 1, Count - index);
        _fields[index] = field;
        Count++;
        Version++;
    }

    void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_fields, index + 1, _fields, index, Count - index);
        _fields[Count] = default;
        Version++;
    }

    static string TextOf(ref Field field) => field.Text ??= Encoding.UTF8.GetString(field.Source!, field.Start, field.Length);

    /// <summary>Either bytes of the message that was read (and their text, once asked for), or text of our own.</summary>
    struct Field
    {
        public string Name;
        public string? Text;
        public byte[]? Source;
        public int Start;
        public int Length;
    }
}
