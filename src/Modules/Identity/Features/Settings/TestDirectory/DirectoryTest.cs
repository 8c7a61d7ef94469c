using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Ldap;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Goes through the steps of a sign-in while the administrator waits, and says of each what came of it.</summary>
internal sealed class DirectoryTest(ICurrentUser me, DirectoryLinks links, CompanyDirectory directory, IStringLocalizer<DirectoryText> text)
{
    /// <param name="name">Of whom is looked for; empty: of nobody.</param>
    /// <param name="password">Theirs; empty: it is not tried.</param>
    public async Task<IReadOnlyList<TestedStep>> Run(string name, string password, CancellationToken ct)
    {
        if (await links.Settings(me.Company, ct) is not { } settings)
        {
            return [Failed(new DirectoryFault(DirectoryFaultKind.NotSet))];
        }

        var faults = await Task.WhenAll(settings.Servers.Select(server => directory.Look(server, settings, ct)));
        List<TestedStep> steps =
        [
            .. settings.Servers.Zip(faults, (server, fault) => fault is null ? Good("ServerGood", $"{server}") : Failed(fault)),
        ];
        if (name.Length > 0 && Array.IndexOf(faults, null) is >= 0 and var first)
        {
            try
            {
                steps.AddRange(await directory.At(settings.Servers[first], settings, visit => Person(visit, name, password, ct), ct));
            }
            catch (DirectoryAwayException away)
            {
                steps.Add(Failed(away.Fault));
            }
        }

        return steps;
    }

    async Task<IReadOnlyList<TestedStep>> Person(DirectoryVisit visit, string name, string password, CancellationToken ct)
    {
        var (person, fault) = await visit.Find(new DirectoryQuestion.ByName(name), ct);
        if (person is null)
        {
            return [Failed(fault!)];
        }

        List<TestedStep> steps = [Good("PersonFound", person.Dn, person.Name, person.Email)];
        if (!await visit.IsInGroup(person.Dn, ct))
        {
            steps.Add(Failed(new DirectoryFault(DirectoryFaultKind.NotInGroup, person.Dn)));
        }

        if (person.IsDisabled)
        {
            steps.Add(Failed(new DirectoryFault(DirectoryFaultKind.Disabled, person.Dn)));
        }

        if (password.Length > 0)
        {
            steps.Add(await visit.Prove(person, password, ct) is { } refusal ? Failed(refusal) : Good("PasswordGood"));
        }

        return steps;
    }

    TestedStep Good(string key, params object[] words) => new(IsGood: true, text[key, words], "");

    TestedStep Failed(DirectoryFault fault) => new(IsGood: false, text.Say(fault), fault.Detail);
}

/// <param name="Detail">What the other side said; may be empty.</param>
internal sealed record TestedStep(bool IsGood, string Said, string Detail);
