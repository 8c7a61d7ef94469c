using System.Globalization;
using System.Text;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap.Wire;

namespace ConnectMe.Identity.Ldap;

/// <summary>How a kind of directory names things, with what the company says otherwise.</summary>
internal sealed record DirectoryShape(
    string IdAttribute,
    string LoginAttribute,
    string Filter,
    string Name,
    string Email,
    string Department,
    string Mobile
)
{
    public static DirectoryShape Of(DirectorySettings settings)
    {
        var usual = Usual(settings.Kind);
        var own = settings.Attributes;
        return usual with
        {
            Filter = settings.Filter ?? usual.Filter,
            Name = own.Name ?? usual.Name,
            Email = own.Email ?? usual.Email,
            Department = own.Department ?? usual.Department,
            Mobile = own.Mobile ?? usual.Mobile,
        };
    }

    public static DirectoryShape Usual(DirectoryKind kind) =>
        kind is DirectoryKind.ActiveDirectory
            ? new DirectoryShape(
                ObjectGuid,
                "sAMAccountName",
                $"(&(objectCategory=person)(objectClass=user)(|(sAMAccountName={FilterReader.Placeholder})(userPrincipalName={FilterReader.Placeholder})))",
                "displayName",
                "mail",
                "department",
                "mobile"
            )
            : new DirectoryShape(
                "entryUUID",
                "uid",
                $"(&(objectClass=inetOrgPerson)(uid={FilterReader.Placeholder}))",
                "cn",
                "mail",
                "ou",
                "mobile"
            );

    public LdapFilter Asking(DirectoryQuestion question) =>
        question switch
        {
            DirectoryQuestion.ByName(var name) => FilterReader.Read(Filter, name)!, // it was read when it was saved
            DirectoryQuestion.ById(var id) when id.StartsWith(ObjectGuid + ':', StringComparison.Ordinal) => new LdapFilter.Equal(
                ObjectGuid,
                Convert.FromHexString(id[(ObjectGuid.Length + 1)..])
            ),
            DirectoryQuestion.ById(var id) => new LdapFilter.Equal(id[..id.IndexOf(':')], id[(id.IndexOf(':') + 1)..]),
            _ => throw new ArgumentOutOfRangeException(nameof(question)),
        };

    public IReadOnlyList<string> Asked => [IdAttribute, LoginAttribute, Name, Email, Department, Mobile, .. Disabling];

    /// <returns>Null: it has no id to know it by.</returns>
    public DirectoryPerson? Person(LdapEntry entry, DateTimeOffset now) =>
        entry.Bytes(IdAttribute) is { Length: > 0 } id
            ? new DirectoryPerson(
                IdAttribute == ObjectGuid ? $"{ObjectGuid}:{Convert.ToHexStringLower(id)}" : $"{IdAttribute}:{Encoding.UTF8.GetString(id)}",
                entry.Dn,
                entry.Text(LoginAttribute),
                entry.Text(Name),
                entry.Text(Email)
            )
            {
                Department = entry.Text(Department),
                Mobile = entry.Text(Mobile),
                IsDisabled = IsDisabled(entry, now),
            }
            : null;

    /// <summary>Active Directory: ACCOUNTDISABLE, or past accountExpires. Others: locked by hand (OpenLDAP's password policy, 389 Directory Server).</summary>
    static bool IsDisabled(LdapEntry entry, DateTimeOffset now) =>
        (long.TryParse(entry.Text("userAccountControl"), CultureInfo.InvariantCulture, out var flags) && (flags & 2) != 0)
        || (
            long.TryParse(entry.Text("accountExpires"), CultureInfo.InvariantCulture, out var expires)
            && expires > 0
            && expires < now.ToFileTime()
        )
        || entry.Text("pwdAccountLockedTime") == "000001010000Z"
        || entry.Text("nsAccountLock").Equals("true", StringComparison.OrdinalIgnoreCase);

    static readonly string[] Disabling = ["userAccountControl", "accountExpires", "pwdAccountLockedTime", "nsAccountLock"];
    const string ObjectGuid = "objectGUID";
}

/// <summary>Whom the directory is asked for.</summary>
internal abstract record DirectoryQuestion
{
    /// <param name="Name">As somebody types it to sign in.</param>
    internal sealed record ByName(string Name) : DirectoryQuestion;

    /// <param name="Id">See <see cref="DirectoryLink.Entry"/>.</param>
    internal sealed record ById(string Id) : DirectoryQuestion;
}

/// <summary>Somebody as the directory knows them.</summary>
/// <param name="Id">See <see cref="DirectoryLink.Entry"/>.</param>
/// <param name="Login">"Windows name"; may be empty, as all that follows.</param>
internal sealed record DirectoryPerson(string Id, string Dn, string Login, string Name, string Email)
{
    public string Department { get; init; } = "";

    public string Mobile { get; init; } = "";

    public bool IsDisabled { get; init; }
}
