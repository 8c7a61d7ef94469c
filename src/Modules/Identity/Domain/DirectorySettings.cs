using System.Globalization;

namespace ConnectMe.Identity.Domain;

/// <summary>
/// How the company's own directory (Active Directory, OpenLDAP) is asked. A document, not an event: a replaced password must not live on in a history.
/// </summary>
/// <param name="Id">The company's id.</param>
public sealed record DirectorySettings(Guid Id)
{
    /// <summary>Off: nobody signs in by it, and who is linked signs in with their own password, if they have one.</summary>
    public bool IsOn { get; init; }

    public DirectoryKind Kind { get; init; }

    /// <summary>Tried in this order.</summary>
    public IReadOnlyList<DirectoryServer> Servers { get; init; } = [];

    public DirectorySecurity Security { get; init; }

    /// <summary>Certificates as PEM: these alone are trusted. Null: what the machine trusts.</summary>
    public string? TrustedCertificates { get; init; }

    /// <summary>Of the account that looks people up.</summary>
    public string AccountDn { get; init; } = "";

    /// <summary>Encrypted with the installation's keys.</summary>
    public string ProtectedPassword { get; init; } = "";

    public string BaseDn { get; init; } = "";

    /// <summary>Null: the usual one of the kind.</summary>
    public string? Filter { get; init; }

    /// <summary>Who is not in it, groups in groups included with Active Directory, does not sign in. Null: everybody does.</summary>
    public string? RequiredGroup { get; init; }

    public DirectoryAttributes Attributes { get; init; } = new(null, null, null, null);

    /// <summary>Of whom has an e-mail address there and no account here one is made at their first sign-in. Empty: of nobody.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>Who is gone or disabled in the directory is deactivated here, each night.</summary>
    public bool DeactivatesGone { get; init; }
}

/// <summary>Which attributes say what; null: the usual one of the kind.</summary>
public sealed record DirectoryAttributes(string? Name, string? Email, string? Department, string? Mobile);

public sealed record DirectoryServer(string Host, int Port)
{
    /// <summary>"dc1.example.org", "dc1.example.org:636" or "[2001:db8::1]:636".</summary>
    /// <returns>Null: it is none of these.</returns>
    public static DirectoryServer? Read(string typed, int standardPort)
    {
        var text = typed.Trim();
        var isBare = Uri.CheckHostName(text) is UriHostNameType.IPv6;
        var colon = isBare ? -1 : text.LastIndexOf(':');
        var (host, port) = colon > 0 && !text.EndsWith(']') ? (text[..colon], text[(colon + 1)..]) : (text, $"{standardPort}");
        host = host is ['[', .. var inner, ']'] ? inner : host;
        return
            host.Length <= 253
            && Uri.CheckHostName(host) is not UriHostNameType.Unknown
            && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 65535
            ? new DirectoryServer(host, number)
            : null;
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

public enum DirectoryKind
{
    ActiveDirectory,
    OpenLdap,
}

/// <summary>Never without TLS: passwords go over it.</summary>
public enum DirectorySecurity
{
    /// <summary>From the first byte, usually on port 636.</summary>
    Tls,

    /// <summary>Asked for on port 389 (RFC 4511 §4.14).</summary>
    StartTls,
}
