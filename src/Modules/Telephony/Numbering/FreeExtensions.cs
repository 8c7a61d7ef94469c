using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Numbering;

/// <summary>Of no person, and of nothing else that is dialled.</summary>
internal sealed class FreeExtensions(
    IPeople people,
    IEnumerable<IReservedNumbers> reserved,
    IEnumerable<ICallApplication> applications,
    IStringLocalizer<SettingsText> text
) : IFreeExtensions
{
    public async ValueTask<string?> WhyNot(CompanyId company, string? typed, string? own, CancellationToken ct)
    {
        var extension = typed?.Trim() ?? "";
        if (!Extension.IsOne(extension))
        {
            return text["NotAnExtension", Extension.Shortest, Extension.Longest];
        }

        return (await people.Of(company, ct)).FirstOrDefault(person => person.Extension == extension) is { } person
                ? text["ExtensionTaken", person.Name]
            : extension == own ? null
            : await WhyReserved(company, extension, ct);
    }

    async ValueTask<string?> WhyReserved(CompanyId company, string extension, CancellationToken ct)
    {
        foreach (var one in reserved)
        {
            if (await one.IsReserved(company, extension, ct))
            {
                return await one.NameOf(company, extension, ct) is { } name ? text["ExtensionTaken", name] : text["ExtensionReserved"];
            }
        }

        foreach (var application in applications)
        {
            if ((await application.ReachOf(company, ct)).Codes.Contains(extension))
            {
                return text["ExtensionReserved"];
            }
        }

        return null;
    }
}
