using System.Globalization;
using System.Text;

namespace ConnectMe.Contacts.Exchange;

/// <summary>A line of a vCard: its name, parameters and value (RFC 6350 §3.3).</summary>
internal sealed record VCardProperty(string Name, IReadOnlyList<string> Parameters, string Raw)
{
    /// <summary>What is no property has no name.</summary>
    public static VCardProperty Read(string line)
    {
        var colon = EndOfName(line);
        if (colon < 0)
        {
            return new VCardProperty("", [], "");
        }

        var names = line[..colon].Split(';');
        var name = names[0][(names[0].LastIndexOf('.') + 1)..].ToUpperInvariant(); // "item1.TEL": a group, which is not kept
        string[] parameters = [.. names.Skip(1).Select(parameter => parameter.ToUpperInvariant())];
        var value = line[(colon + 1)..];
        return new VCardProperty(name, parameters, IsQuoted(parameters) ? Unquoted(value, parameters) : value);
    }

    /// <summary>The value as people read it.</summary>
    public string Text => Unescaped(Raw).Trim();

    /// <summary>Of a value in parts: "Mulder;Eva;;;".</summary>
    public IReadOnlyList<string> Parts => [.. SplitAt(Raw, ';').Select(part => Unescaped(part).Trim())];

    public string? Part(int at) => Parts.ElementAtOrDefault(at);

    /// <summary>TYPE=CELL, TYPE="work,voice" and the bare CELL of 2.1.</summary>
    public bool Is(string type) =>
        Parameters.Any(parameter =>
            parameter[(parameter.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"').Split(',').Contains(type, StringComparer.Ordinal)
        );

    static int EndOfName(string line)
    {
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            quoted ^= line[at] == '"';
            if (line[at] == ':' && !quoted)
            {
                return at;
            }
        }

        return -1;
    }

    static bool IsQuoted(string[] parameters) =>
        parameters.Any(parameter => parameter is "QUOTED-PRINTABLE" or "ENCODING=QUOTED-PRINTABLE");

    /// <summary>RFC 2045 §6.7; what is no code stays as it is.</summary>
    static string Unquoted(string value, string[] parameters)
    {
        var bytes = new List<byte>(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (
                value[at] == '='
                && at + 2 < value.Length
                && byte.TryParse(value.AsSpan(at + 1, 2), NumberStyles.HexNumber, null, out var code)
            )
            {
                bytes.Add(code);
                at += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(value[at].ToString()));
            }
        }

        var isUtf8 = parameters.Contains("CHARSET=UTF-8", StringComparer.Ordinal);
        return (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString([.. bytes]).Replace("\0", "", StringComparison.Ordinal);
    }

    static IEnumerable<string> SplitAt(string value, char separator)
    {
        var from = 0;
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\')
            {
                at++;
            }
            else if (value[at] == separator)
            {
                yield return value[from..at];
                from = at + 1;
            }
        }

        yield return value[from..];
    }

    static string Unescaped(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length)
            {
                at++;
                text.Append(value[at] is 'n' or 'N' ? '\n' : value[at]);
            }
            else
            {
                text.Append(value[at]);
            }
        }

        return text.ToString();
    }
}
