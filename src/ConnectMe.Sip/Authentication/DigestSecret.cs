namespace ConnectMe.Sip.Authentication;

/// <summary>
/// What a server needs to know of a password: H(username:realm:password) by either hash (RFC 7616 §3.4.2), good for one realm only. It is as secret
/// as the password within that realm, so it never prints.
/// </summary>
public sealed class DigestSecret(string md5, string sha256)
{
    public static DigestSecret Of(string username, string realm, string password)
    {
        var plain = $"{username}:{realm}:{password}";
        return new DigestSecret(DigestHash.Of(DigestAlgorithm.Md5, plain), DigestHash.Of(DigestAlgorithm.Sha256, plain));
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string Md5 { get; } = md5;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; } = sha256;

    public override string ToString() => nameof(DigestSecret);

    internal string For(DigestAlgorithm algorithm) => algorithm == DigestAlgorithm.Sha256 ? Sha256 : Md5;
}
