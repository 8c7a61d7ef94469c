namespace ConnectMe.Sip.Authentication;

/// <summary>The hashes of SIP digest that we speak. SHA-512-256 (RFC 8760 §2.1) is left out: no phone or provider asks for it alone.</summary>
public enum DigestAlgorithm
{
    Md5,
    Sha256,
}

static class DigestAlgorithms
{
    /// <summary>The token on the wire (RFC 7616 §6.1).</summary>
    public static string TokenOf(DigestAlgorithm algorithm) =>
        algorithm switch
        {
            DigestAlgorithm.Md5 => "MD5",
            DigestAlgorithm.Sha256 => "SHA-256",
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
        };

    /// <summary>RFC 7616 §3.3: a challenge without algorithm means MD5.</summary>
    public static bool TryRead(ReadOnlySpan<char> token, out DigestAlgorithm algorithm)
    {
        algorithm = token.Equals("SHA-256", StringComparison.OrdinalIgnoreCase) ? DigestAlgorithm.Sha256 : DigestAlgorithm.Md5;
        return algorithm == DigestAlgorithm.Sha256 || token.IsEmpty || token.Equals("MD5", StringComparison.OrdinalIgnoreCase);
    }
}
