using System.Buffers;

namespace ConnectMe.Sip.Parsing;

/// <summary>Steps through one header's value. Line folds are blanks by now (RFC 3261 §7.3.1: MessageReader).</summary>
ref struct Scanner(ReadOnlySpan<byte> text)
{
    readonly ReadOnlySpan<byte> _text = text;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= _text.Length;

    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    public readonly byte Next => Position < _text.Length ? _text[Position] : (byte)0;

    public void SkipBlanks()
    {
        while (Position < _text.Length && _text[Position] is (byte)' ' or (byte)'\t')
        {
            Position++;
        }
    }

    public void Skip(int length) => Position += length;

    public readonly ReadOnlySpan<byte> From(int start) => _text[start..Position];

    public bool TryTake(byte value)
    {
        if (Next != value || AtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Blanks, the separator, blanks: SEMI, SLASH, COLON, EQUAL and their like (§25.1).</summary>
    public bool TryTakeSeparator(byte value)
    {
        var start = Position;
        SkipBlanks();
        if (TryTake(value))
        {
            SkipBlanks();
            return true;
        }

        Position = start;
        return false;
    }

    public bool TryTakeComma() => TryTakeSeparator((byte)',');

    public ReadOnlySpan<byte> TakeAll(SearchValues<byte> allowed)
    {
        var length = Rest.IndexOfAnyExcept(allowed);
        var taken = length < 0 ? Rest : Rest[..length];
        Position += taken.Length;
        return taken;
    }

    public ReadOnlySpan<byte> TakeToken() => TakeAll(Grammar.Token);

    /// <summary>A quoted-string; what comes out is what is between the quotes, with its backslashes.</summary>
    public bool TryTakeQuoted(out ReadOnlySpan<byte> quoted)
    {
        quoted = default;
        var start = Position + 1;
        for (var i = start; i < _text.Length; i++)
        {
            if (_text[i] == (byte)'\\')
            {
                i++;
            }
            else if (_text[i] == (byte)'"')
            {
                quoted = _text[start..i];
                Position = i + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>After a value: nothing more, or the comma before the next one.</summary>
    public readonly bool IsAtValueEnd()
    {
        var rest = Grammar.TrimStart(Rest);
        return rest.IsEmpty || rest[0] == (byte)',';
    }
}
