namespace ConnectMe.Identity.Ldap;

/// <summary>Why somebody is not found or not believed, or why the directory could not be asked. Said in words by <see cref="DirectoryText"/>.</summary>
/// <param name="About">The server, the name or the place that it is about.</param>
/// <param name="Detail">What the other side or the certificate says: one line of at most 300 signs; may be empty.</param>
internal sealed record DirectoryFault(DirectoryFaultKind Kind, string About = "", string Detail = "")
{
    public static string OneLine(string text)
    {
        var line = string.Concat(text.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)).Trim();
        return line.Length <= 300 ? line : line[..300];
    }
}

internal enum DirectoryFaultKind
{
    NotSet,

    /// <summary>The bind account's password can't be read: the keys it was encrypted with are gone.</summary>
    SecretLost,
    NameUnknown,
    Unreachable,
    TimedOut,

    /// <summary>The server refuses StartTLS, or speaks no TLS on this port.</summary>
    NoTls,
    CertificateOfAnother,
    CertificateOutOfDate,
    CertificateUntrusted,

    /// <summary>What answers there speaks no LDAP.</summary>
    NotADirectory,
    AccountRefused,
    BaseMissing,
    GroupMissing,

    /// <summary>Another result than those that we know.</summary>
    Failed,

    // About the person, from here on.
    NotFound,
    FoundTwice,
    NotInGroup,
    NoId,
    Disabled,
    Locked,
    PasswordOld,
    PasswordRefused,
}

/// <summary>A directory, or one of its servers, cannot be asked. Caught where servers are tried in order (<see cref="CompanyDirectory"/>).</summary>
internal sealed class DirectoryAwayException(DirectoryFault fault, Exception? cause = null)
    : Exception($"{fault.Kind} {fault.About} {fault.Detail}", cause)
{
    public DirectoryFault Fault => fault;
}
