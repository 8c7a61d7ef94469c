using System.Net;
using System.Text;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>
/// A sip, sips or tel URI (RFC 3261 §19.1, RFC 3966); another scheme is kept as <see cref="Opaque"/>. Parts are unescaped once on reading and escaped
/// again on writing. Equality is that of §19.1.4, with its order of parameters and default values.
/// </summary>
public sealed class SipUri : IEquatable<SipUri>
{
    public SipUri(string host, string? user = null, int? port = null, string scheme = "sip")
    {
        Scheme = scheme;
        User = user;
        Host = host;
        Port = port;
    }

    internal SipUri() { }

    /// <summary>In lower case.</summary>
    public string Scheme { get; init; } = "sip";

    /// <summary>Unescaped, with what the sender put behind a semicolon in it; of a tel URI the number.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>An IPv6 address stands here without brackets; empty for tel and for other schemes.</summary>
    public string Host { get; init; } = "";

    public int? Port { get; init; }

    public SipParameters Parameters { get; init; } = SipParameters.Empty;

    /// <summary>What stands behind the question mark. Never to be taken over into a request without looking at it (§19.1.5).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>All behind the colon, as it was, of a scheme that is not sip, sips or tel.</summary>
    public string? Opaque { get; init; }

    public bool IsSip => Scheme is "sip" or "sips";

    public bool IsSecure => Scheme is "sips";

    public bool IsTel => Scheme is "tel";

    /// <summary>The host, when it is an address.</summary>
    public IPAddress? Address => HostText.Address(Host);

    /// <summary>The transport parameter in lower case.</summary>
    public string? Transport => Parameters["transport"]?.ToLowerInvariant();

    /// <summary>The lr parameter: the proxy behind this Route follows RFC 3261.</summary>
    public bool IsLooseRouter => Parameters.Contains("lr");

    public static SipUri Tel(string number) => new() { Scheme = "tel", User = number };

    public static bool TryParse(string text, out SipUri? uri) => UriReader.Read(text, out uri) == MalformedReason.None;

    /// <summary>For text of our own.</summary>
    /// <exception cref="FormatException">It is no URI.</exception>
    public static SipUri Parse(string text) => TryParse(text, out var uri) ? uri! : throw new FormatException($"Not a SIP URI: {text}");

    public SipUri With(string parameter, string? value) => Copy(Parameters.With(parameter, value), Headers);

    /// <summary>With a header behind the question mark, as a Refer-To has its Replaces.</summary>
    public SipUri WithHeader(string name, string value) => Copy(Parameters, [.. Headers, new(name, value)]);

    public SipUri Without(string parameter) => Copy(Parameters.Without(parameter), Headers);

    /// <summary>As it may stand in a Request-URI (§19.1.1): without headers, and without the method parameter.</summary>
    public SipUri WithoutHeaders() => Copy(Parameters.Without("method"), []);

    public bool Equals(SipUri? other) => other is not null && (ReferenceEquals(this, other) || UriEquality.Same(this, other));

    public override bool Equals(object? obj) => Equals(obj as SipUri);

    public override int GetHashCode() =>
        IsTel
            ? 1
            : HashCode.Combine(
                Scheme,
                User,
                StringComparer.OrdinalIgnoreCase.GetHashCode(Host),
                Port,
                StringComparer.Ordinal.GetHashCode(Opaque ?? "")
            );

    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    internal void WriteTo(StringBuilder text)
    {
        text.Append(Scheme).Append(':');
        if (Opaque is not null)
        {
            text.Append(Opaque);
            return;
        }

        if (User is not null)
        {
            Grammar.AppendEscaped(text, User, Grammar.User);
            if (Password is not null)
            {
                text.Append(':');
                Grammar.AppendEscaped(text, Password, Grammar.Password);
            }

            text.Append(IsTel ? "" : "@");
        }

        HostText.Append(text, Host, Port);
        Parameters.WriteEscapedTo(text);
        for (var i = 0; i < Headers.Count; i++)
        {
            text.Append(i == 0 ? '?' : '&');
            Grammar.AppendEscaped(text, Headers[i].Key, Grammar.UriHeader);
            text.Append('=');
            Grammar.AppendEscaped(text, Headers[i].Value, Grammar.UriHeader);
        }
    }

    SipUri Copy(SipParameters parameters, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new()
        {
            Scheme = Scheme,
            User = User,
            Password = Password,
            Host = Host,
            Port = Port,
            Opaque = Opaque,
            Parameters = parameters,
            Headers = headers,
        };
}
