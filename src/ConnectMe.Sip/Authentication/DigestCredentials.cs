namespace ConnectMe.Sip.Authentication;

/// <summary>One Authorization or Proxy-Authorization field (RFC 7616 §3.4).</summary>
internal sealed record DigestCredentials(
    string Username,
    string Realm,
    string Nonce,
    string Uri,
    string Response,
    DigestAlgorithm Algorithm,
    string? Qop,
    string Cnonce,
    uint NonceCount,
    string? Opaque
)
{
    /// <summary>Whoever's name is longer has no account here.</summary>
    public const int LongestUsername = 128;

    const int CountDigits = 8;

    /// <summary>Reads a field of any content; a repeated parameter is malformed, an unknown one is left alone.</summary>
    public static DigestRefusal Read(ReadOnlySpan<char> field, out DigestCredentials? credentials)
    {
        credentials = null;
        if (AuthParameterReader.Start(field, out var reader) is var refusal and not DigestRefusal.None)
        {
            return refusal;
        }
        string? username = null,
            realm = null,
            nonce = null,
            uri = null,
            response = null,
            algorithm = null,
            qop = null,
            cnonce = null,
            count = null,
            opaque = null;
        while (reader.TryRead(out var name, out var value))
        {
            var isNew = name switch
            {
                _ when Is(name, "username") => Set(ref username, value),
                _ when Is(name, "realm") => Set(ref realm, value),
                _ when Is(name, "nonce") => Set(ref nonce, value),
                _ when Is(name, "uri") => Set(ref uri, value),
                _ when Is(name, "response") => Set(ref response, value),
                _ when Is(name, "algorithm") => Set(ref algorithm, value),
                _ when Is(name, "qop") => Set(ref qop, value),
                _ when Is(name, "cnonce") => Set(ref cnonce, value),
                _ when Is(name, "nc") => Set(ref count, value),
                _ when Is(name, "opaque") => Set(ref opaque, value),
                _ => true,
            };
            if (!isNew)
            {
                return DigestRefusal.CredentialsMalformed;
            }
        }
        if (reader.IsMalformed)
        {
            return DigestRefusal.CredentialsMalformed;
        }
        if (username is null || realm is null || nonce is null || uri is null || response is null)
        {
            return DigestRefusal.ParameterMissing;
        }
        if (username.Length > LongestUsername)
        {
            return DigestRefusal.CredentialsTooLong;
        }
        if (!DigestAlgorithms.TryRead(algorithm, out var spoken))
        {
            return DigestRefusal.AlgorithmUnknown;
        }
        var counted = 0u;
        if (qop is not null && (string.IsNullOrEmpty(cnonce) || !TryReadCount(count, out counted)))
        {
            return DigestRefusal.ParameterMissing; // RFC 7616 §3.4: both MUST be there when qop is
        }
        credentials = new DigestCredentials(username, realm, nonce, uri, response, spoken, qop, cnonce ?? "", counted, opaque);
        return DigestRefusal.None;
    }

    public override string ToString()
    {
        var field =
            $"Digest username=\"{Username}\", realm=\"{Realm}\", nonce=\"{Nonce}\", uri=\"{Uri}\", response=\"{Response}\", algorithm={DigestAlgorithms.TokenOf(Algorithm)}";
        if (Qop is not null)
        {
            field += $", qop={Qop}, nc={NonceCount:x8}, cnonce=\"{Cnonce}\"";
        }
        return Opaque is null ? field : $"{field}, opaque=\"{Opaque}\"";
    }

    static bool TryReadCount(string? digits, out uint count)
    {
        count = 0;
        return digits?.Length == CountDigits
            && digits.All(char.IsAsciiHexDigit)
            && uint.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out count);
    }

    static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    static bool Set(ref string? parameter, ReadOnlySpan<char> value)
    {
        var isNew = parameter is null;
        parameter = value.ToString();
        return isNew;
    }
}
