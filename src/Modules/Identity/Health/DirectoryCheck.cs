using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>Whether each server of the company's directory is there and lets our account in, at this moment.</summary>
internal sealed class DirectoryCheck(DirectoryLinks links, CompanyDirectory directory, IStringLocalizer<DirectoryText> text) : ISystemCheck
{
    public int Order => 67;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct) =>
        await links.Settings(company, ct) is { IsOn: true } settings
            ? await Task.WhenAll(settings.Servers.Select((server, place) => Look(server, place, settings, ct)))
            : [Of(0, FindingState.Good, text["Off"], toDo: null)];

    async Task<Finding> Look(DirectoryServer server, int place, DirectorySettings settings, CancellationToken ct) =>
        await directory.Look(server, settings, ct) is { } fault
            ? Of(place, FindingState.Broken, text.Say(fault), text["ToDo"])
            : Of(place, FindingState.Good, text["ServerGood", server], toDo: null);

    Finding Of(int place, FindingState state, string said, string? toDo) =>
        new(place == 0 ? "directory" : $"directory-{place + 1}", text["Directory"], state, said)
        {
            ToDo = toDo,
            Address = "/admin/active-directory",
        };
}
