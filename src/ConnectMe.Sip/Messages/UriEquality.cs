namespace ConnectMe.Sip.Messages;

/// <summary>RFC 3261 §19.1.4; for tel URIs RFC 3966 §4.</summary>
static class UriEquality
{
    /// <summary>These never match their absence, even where absence has a default.</summary>
    static readonly string[] MustBeInBoth = ["user", "ttl", "method", "maddr", "transport"];

    public static bool Same(SipUri a, SipUri b)
    {
        if (a.Scheme != b.Scheme || a.Opaque != b.Opaque)
        {
            return false;
        }

        if (a.IsTel)
        {
            return Digits(a.User) == Digits(b.User) && a.Parameters.Equals(b.Parameters);
        }

        return a.User == b.User
            && a.Password == b.Password
            && string.Equals(a.Host, b.Host, StringComparison.OrdinalIgnoreCase)
            && a.Port == b.Port
            && SameParameters(a.Parameters, b.Parameters)
            && SameHeaders(a.Headers, b.Headers);
    }

    static bool SameParameters(SipParameters a, SipParameters b) =>
        Array.TrueForAll(MustBeInBoth, name => a.Contains(name) == b.Contains(name))
        && a.All(parameter =>
            !b.Contains(parameter.Name) || string.Equals(b[parameter.Name], parameter.Value, StringComparison.OrdinalIgnoreCase)
        );

    static bool SameHeaders(IReadOnlyList<KeyValuePair<string, string>> a, IReadOnlyList<KeyValuePair<string, string>> b) =>
        a.Count == b.Count
        && a.All(header =>
            b.Any(other => string.Equals(other.Key, header.Key, StringComparison.OrdinalIgnoreCase) && other.Value == header.Value)
        );

    /// <summary>Visual separators say nothing (RFC 3966 §4).</summary>
    static string Digits(string? number) =>
        string.Concat((number ?? "").Where(character => character is not ('-' or '.' or '(' or ')'))).ToUpperInvariant();
}
