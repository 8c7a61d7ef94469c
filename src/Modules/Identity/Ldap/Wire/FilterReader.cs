using System.Collections.Immutable;
using System.Text;

namespace ConnectMe.Identity.Ldap.Wire;

/// <summary>
/// Reads a filter as administrators write it (RFC 4515), with <see cref="Placeholder"/> where the name comes that somebody signs in with. The name is
/// put into the value that was read, not into the text.
/// </summary>
internal ref struct FilterReader
{
    public const string Placeholder = "{name}";
    public const int Longest = 1000;

    /// <returns>Null: it is no filter.</returns>
    public static LdapFilter? Read(string text, string name)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        var reader = new FilterReader(text.Trim(), Encoding.UTF8.GetBytes(name));
        return reader.Filter(depth: 0) is { } filter && reader._rest.IsEmpty ? filter : null;
    }

    FilterReader(ReadOnlySpan<char> text, byte[] name)
    {
        _rest = text;
        _name = name;
    }

    LdapFilter? Filter(int depth)
    {
        if (depth > Deepest || !Takes('('))
        {
            return null;
        }

        var filter = Takes('&')
            ? Several(depth) is { } all
                ? new LdapFilter.And(all)
                : null
            : Takes('|')
                ? Several(depth) is { } any
                    ? new LdapFilter.Or(any)
                    : null
                : Takes('!')
                    ? Filter(depth + 1) is { } that
                        ? new LdapFilter.Not(that)
                        : null
                    : Item();
        return filter is not null && Takes(')') ? filter : null;
    }

    ImmutableArray<LdapFilter>? Several(int depth)
    {
        var all = ImmutableArray.CreateBuilder<LdapFilter>();
        while (_rest is ['(', ..])
        {
            if (Filter(depth + 1) is not { } one)
            {
                return null;
            }

            all.Add(one);
        }

        return all.Count > 0 ? all.ToImmutable() : null;
    }

    LdapFilter? Item()
    {
        var end = _rest.IndexOf(')');
        var equals = _rest.IndexOf('=');
        if (end < 0 || equals <= 0 || equals > end || _rest[..end].Contains('('))
        {
            return null;
        }

        var left = _rest[..equals];
        var right = _rest[(equals + 1)..end];
        _rest = _rest[end..];
        return left[^1] switch
        {
            ':' => Matching(left[..^1], right),
            '>' when IsAttribute(left[..^1]) && Value(right) is { } value => new LdapFilter.AtLeast($"{left[..^1]}", value),
            '<' when IsAttribute(left[..^1]) && Value(right) is { } value => new LdapFilter.AtMost($"{left[..^1]}", value),
            '~' when IsAttribute(left[..^1]) && Value(right) is { } value => new LdapFilter.Approximately($"{left[..^1]}", value),
            _ when !IsAttribute(left) => null,
            _ when right is "*" => new LdapFilter.Present($"{left}"),
            _ when right.Contains('*') => Substrings($"{left}", $"{right}".Split('*')),
            _ => Value(right) is { } value ? new LdapFilter.Equal($"{left}", value) : null,
        };
    }

    readonly LdapFilter.Substrings? Substrings(string attribute, string[] parts)
    {
        var between = ImmutableArray.CreateBuilder<byte[]>();
        for (var i = 1; i < parts.Length - 1; i++)
        {
            if (parts[i].Length == 0 || Value(parts[i]) is not { } part)
            {
                return null;
            }

            between.Add(part);
        }

        var (first, last) = (Value(parts[0]), Value(parts[^1]));
        return first is null || last is null
            ? null
            : new LdapFilter.Substrings(attribute, first is [] ? null : first, between.ToImmutable(), last is [] ? null : last);
    }

    /// <summary>attribute[:dn][:rule] or [:dn]:rule, before the ":=".</summary>
    readonly LdapFilter.Matching? Matching(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var parts = $"{left}".Split(':');
        var alsoInNames = parts.Length > 1 && parts[1] is "dn";
        var rest = parts[(alsoInNames ? 2 : 1)..];
        var attribute = parts[0].Length > 0 ? parts[0] : null;
        var isWhole =
            rest.Length <= 1
            && Array.TrueForAll(rest, rule => IsAttribute(rule))
            && (attribute is null ? rest.Length == 1 : IsAttribute(attribute));
        return isWhole && Value(right) is { } value ? new LdapFilter.Matching(attribute, rest.FirstOrDefault(), value, alsoInNames) : null;
    }

    /// <summary>\XX is the byte of these two hex digits (RFC 4515 §3).</summary>
    readonly byte[]? Value(ReadOnlySpan<char> text)
    {
        using var bytes = new MemoryStream();
        while (!text.IsEmpty)
        {
            if (text.StartsWith(Placeholder, StringComparison.Ordinal))
            {
                bytes.Write(_name);
                text = text[Placeholder.Length..];
            }
            else if (text[0] is '\\')
            {
                if (text.Length < 3 || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
                {
                    return null;
                }

                bytes.Write(Convert.FromHexString(text[1..3]));
                text = text[3..];
            }
            else
            {
                var length = char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
                bytes.Write(Encoding.UTF8.GetBytes($"{text[..length]}"));
                text = text[length..];
            }
        }

        return bytes.ToArray();
    }

    static bool IsAttribute(ReadOnlySpan<char> text)
    {
        foreach (var sign in text)
        {
            if (!char.IsAsciiLetterOrDigit(sign) && sign is not ('-' or ';' or '.'))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    bool Takes(char sign)
    {
        if (_rest.IsEmpty || _rest[0] != sign)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    readonly byte[] _name;
    ReadOnlySpan<char> _rest;

    const int Deepest = 20;
}
