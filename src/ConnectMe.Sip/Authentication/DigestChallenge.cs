namespace ConnectMe.Sip.Authentication;

/// <summary>One WWW-Authenticate or Proxy-Authenticate field (RFC 7616 §3.3). Realm, nonce and opaque stand as between their quotes.</summary>
internal sealed record DigestChallenge(
    string Realm,
    string Nonce,
    DigestAlgorithm Algorithm,
    bool OffersAuth,
    bool HasQop,
    string? Opaque,
    bool IsStale
)
{
    /// <summary>Reads a field of any content; parameters that are unknown are left alone (RFC 7616 §3.3).</summary>
    public static DigestRefusal Read(ReadOnlySpan<char> field, out DigestChallenge? challenge)
    {
        challenge = null;
        if (AuthParameterReader.Start(field, out var reader) is var refusal and not DigestRefusal.None)
        {
            return refusal;
        }
        string? realm = null,
            nonce = null,
            algorithm = null,
            qop = null,
            opaque = null;
        var isStale = false;
        while (reader.TryRead(out var name, out var value))
        {
            switch (name)
            {
                case var _ when Is(name, "realm"):
                    realm ??= value.ToString();
                    break;
                case var _ when Is(name, "nonce"):
                    nonce ??= value.ToString();
                    break;
                case var _ when Is(name, "algorithm"):
                    algorithm ??= value.ToString();
                    break;
                case var _ when Is(name, "qop"):
                    qop ??= value.ToString();
                    break;
                case var _ when Is(name, "opaque"):
                    opaque ??= value.ToString();
                    break;
                case var _ when Is(name, "stale"):
                    isStale = Is(value, "true");
                    break;
            }
        }
        if (reader.IsMalformed)
        {
            return DigestRefusal.CredentialsMalformed;
        }
        if (realm is null || string.IsNullOrEmpty(nonce))
        {
            return DigestRefusal.ParameterMissing;
        }
        if (!DigestAlgorithms.TryRead(algorithm, out var spoken))
        {
            return DigestRefusal.AlgorithmUnknown;
        }
        var offersAuth = qop?.Split(',', StringSplitOptions.TrimEntries).Contains("auth", StringComparer.OrdinalIgnoreCase) == true;
        challenge = new DigestChallenge(realm, nonce, spoken, offersAuth, qop is not null, opaque, isStale);
        return DigestRefusal.None;
    }

    public override string ToString()
    {
        var field = $"Digest realm=\"{Realm}\", nonce=\"{Nonce}\", algorithm={DigestAlgorithms.TokenOf(Algorithm)}";
        if (HasQop)
        {
            field += ", qop=\"auth\"";
        }
        if (Opaque is not null)
        {
            field += $", opaque=\"{Opaque}\"";
        }
        return IsStale ? $"{field}, stale=true" : field;
    }

    static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
