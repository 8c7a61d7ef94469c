using System.Collections;
using System.Text;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>One parameter of a URI or of a header. Text is kept unescaped and unquoted; <see cref="Value"/> is null for a parameter that is only a name.</summary>
public readonly record struct SipParameter(string Name, string? Value, bool IsQuoted = false);

/// <summary>Parameters in their order; names are compared without case. Immutable: the changing members return another list.</summary>
public sealed class SipParameters : IReadOnlyList<SipParameter>, IEquatable<SipParameters>
{
    public static readonly SipParameters Empty = new([]);

    readonly SipParameter[] _all;

    internal SipParameters(SipParameter[] all) => _all = all;

    public int Count => _all.Length;

    public SipParameter this[int index] => _all[index];

    /// <summary>Null when it is not there, and when it is there without a value: <see cref="Contains"/> tells.</summary>
    public string? this[string name] => IndexOf(name) is var index and >= 0 ? _all[index].Value : null;

    public bool Contains(string name) => IndexOf(name) >= 0;

    public SipParameters With(string name, string? value, bool isQuoted = false)
    {
        var parameter = new SipParameter(name, value, isQuoted);
        if (IndexOf(name) is var index and >= 0)
        {
            var copy = _all.ToArray();
            copy[index] = parameter;
            return new(copy);
        }

        return new([.. _all, parameter]);
    }

    public SipParameters Without(string name) => Contains(name) ? new([.. _all.Where(parameter => !Same(parameter.Name, name))]) : this;

    /// <summary>The same names with the same values (without case), in whatever order.</summary>
    public bool Equals(SipParameters? other) =>
        other is not null
        && other.Count == Count
        && _all.All(parameter =>
            other.IndexOf(parameter.Name) is var index
            && index >= 0
            && string.Equals(other._all[index].Value, parameter.Value, StringComparison.OrdinalIgnoreCase)
        );

    public override bool Equals(object? obj) => Equals(obj as SipParameters);

    public override int GetHashCode() => Count;

    public IEnumerator<SipParameter> GetEnumerator() => ((IEnumerable<SipParameter>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _all.GetEnumerator();

    /// <summary>As they follow a header's value.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    internal void WriteTo(StringBuilder text)
    {
        foreach (var (name, value, isQuoted) in _all)
        {
            text.Append(';').Append(name);
            if (value is null)
            {
                continue;
            }

            text.Append('=');
            if (isQuoted || value.Length == 0 || !Grammar.IsParameterValue(value))
            {
                Grammar.AppendQuoted(text, value);
            }
            else
            {
                text.Append(value);
            }
        }
    }

    internal void WriteEscapedTo(StringBuilder text)
    {
        foreach (var (name, value, _) in _all)
        {
            text.Append(';');
            Grammar.AppendEscaped(text, name, Grammar.UriParameter);
            if (value is not null)
            {
                text.Append('=');
                Grammar.AppendEscaped(text, value, Grammar.UriParameter);
            }
        }
    }

    int IndexOf(string name)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            if (Same(_all[i].Name, name))
            {
                return i;
            }
        }

        return -1;
    }

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
