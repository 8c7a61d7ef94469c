using System.Security.Cryptography;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap.Wire;

namespace ConnectMe.Identity.Ldap;

/// <summary>What is asked in one conversation with a directory.</summary>
internal sealed class DirectoryVisit(DirectoryConnection connection, DirectorySettings settings, DirectoryServer server, DateTimeOffset now)
{
    readonly DirectoryShape _shape = DirectoryShape.Of(settings);

    /// <summary>As the account that looks people up.</summary>
    public async Task SignIn(string password, CancellationToken ct)
    {
        if (await connection.Bind(settings.AccountDn, password, ct) is { Code: not LdapResultCode.Success } refusal)
        {
            throw Away(
                refusal,
                refusal.Code is LdapResultCode.InvalidCredentials or LdapResultCode.InvalidDnSyntax or LdapResultCode.NoSuchObject
                    ? DirectoryFaultKind.AccountRefused
                    : DirectoryFaultKind.Failed,
                settings.AccountDn
            );
        }
    }

    /// <summary>The base is there, and may be read.</summary>
    public async Task LookAtBase(CancellationToken ct)
    {
        var (found, end) = await Search(settings.BaseDn, LdapScope.Base, new LdapFilter.Present("objectClass"), ["objectClass"], ct);
        if (found.Count == 0)
        {
            throw BaseMissing(end);
        }
    }

    /// <returns>Who it is, or why not.</returns>
    public async Task<(DirectoryPerson? Person, DirectoryFault? Fault)> Find(DirectoryQuestion question, CancellationToken ct)
    {
        var (found, end) = await Search(settings.BaseDn, LdapScope.Subtree, _shape.Asking(question), _shape.Asked, ct);
        if (end.Code is LdapResultCode.NoSuchObject)
        {
            throw BaseMissing(end);
        }

        if (end.Code is not (LdapResultCode.Success or LdapResultCode.SizeLimitExceeded))
        {
            throw Away(end, DirectoryFaultKind.Failed, $"{server}");
        }

        var about = question is DirectoryQuestion.ByName(var name) ? name : "";
        return found switch
        {
            [] => (null, new DirectoryFault(DirectoryFaultKind.NotFound, about)),
            [var one] when end.Code is LdapResultCode.Success => _shape.Person(one, now) is { } person
                ? (person, null)
                : (null, new DirectoryFault(DirectoryFaultKind.NoId, one.Dn, _shape.IdAttribute)),
            _ => (
                null,
                new DirectoryFault(
                    DirectoryFaultKind.FoundTwice,
                    about,
                    DirectoryFault.OneLine(string.Join(" · ", found.Select(e => e.Dn)))
                )
            ),
        };
    }

    /// <summary>Active Directory looks through groups in groups itself (LDAP_MATCHING_RULE_IN_CHAIN); others are asked for a member of the group.</summary>
    public async Task<bool> IsInGroup(string dn, CancellationToken ct)
    {
        if (settings.RequiredGroup is not { } group)
        {
            return true;
        }

        var isAd = settings.Kind is DirectoryKind.ActiveDirectory;
        LdapFilter filter = isAd
            ? new LdapFilter.Matching("memberOf", InChain, System.Text.Encoding.UTF8.GetBytes(group), AlsoInNames: false)
            : new LdapFilter.Or([new LdapFilter.Equal("member", dn), new LdapFilter.Equal("uniqueMember", dn)]);
        var (found, end) = await Search(isAd ? dn : group, LdapScope.Base, filter, ["objectClass"], ct);
        return end.Code switch
        {
            LdapResultCode.Success => found.Count > 0,
            LdapResultCode.NoSuchObject when isAd => false,
            LdapResultCode.NoSuchObject or LdapResultCode.InvalidDnSyntax => throw Away(end, DirectoryFaultKind.GroupMissing, group),
            _ => throw Away(end, DirectoryFaultKind.Failed, group),
        };
    }

    /// <returns>Null: the password is theirs.</returns>
    public async Task<DirectoryFault?> Prove(DirectoryPerson person, string password, CancellationToken ct)
    {
        if (password.Length == 0)
        {
            await ProveNobody(ct); // never sent: RFC 4513 §5.1.2
            return new DirectoryFault(DirectoryFaultKind.PasswordRefused, person.Dn);
        }

        var answer = await connection.Bind(person.Dn, password, ct);
        if (answer.Code is LdapResultCode.Busy or LdapResultCode.Unavailable)
        {
            throw Away(answer, DirectoryFaultKind.Failed, $"{server}");
        }

        return answer.Code is LdapResultCode.Success
            ? null
            : new DirectoryFault(WhyRefused(answer.Diagnostic), person.Dn, DirectoryFault.OneLine(answer.Diagnostic));
    }

    /// <summary>The work of a wrong password, for who is nobody: with a name and a password that nobody has.</summary>
    public Task ProveNobody(CancellationToken ct) =>
        connection.Bind($"cn={RandomNumberGenerator.GetHexString(16)},{settings.BaseDn}", RandomNumberGenerator.GetHexString(16), ct);

    /// <summary>Active Directory says why as "data 533"; others say nothing.</summary>
    static DirectoryFaultKind WhyRefused(string diagnostic)
    {
        var start = diagnostic.IndexOf("data ", StringComparison.Ordinal);
        return (start < 0 ? "" : string.Concat(diagnostic.Skip(start + 5).TakeWhile(char.IsAsciiHexDigit))) switch
        {
            "533" or "701" => DirectoryFaultKind.Disabled,
            "775" => DirectoryFaultKind.Locked,
            "532" or "773" => DirectoryFaultKind.PasswordOld,
            _ => DirectoryFaultKind.PasswordRefused,
        };
    }

    async Task<(IReadOnlyList<LdapEntry> Found, LdapResponse.Result End)> Search(
        string @base,
        LdapScope scope,
        LdapFilter filter,
        IReadOnlyList<string> attributes,
        CancellationToken ct
    ) => await connection.Search(new LdapSearch(@base, scope, filter, attributes, Most: 2, DirectoryConnection.Patience), ct);

    DirectoryAwayException BaseMissing(LdapResponse.Result end) =>
        Away(
            end,
            end.Code is LdapResultCode.Success or LdapResultCode.NoSuchObject or LdapResultCode.InvalidDnSyntax
                ? DirectoryFaultKind.BaseMissing
                : DirectoryFaultKind.Failed,
            settings.BaseDn
        );

    static DirectoryAwayException Away(LdapResponse.Result answer, DirectoryFaultKind kind, string about) =>
        new(new DirectoryFault(kind, about, DirectoryFault.OneLine($"{(int)answer.Code} {answer.Diagnostic}")));

    const string InChain = "1.2.840.113556.1.4.1941";
}
