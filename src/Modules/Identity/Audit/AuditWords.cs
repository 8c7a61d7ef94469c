using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Audit;

/// <summary>The acts in the reader's language. What no module has words for is named after its page's entry in the menu.</summary>
internal sealed class AuditWords(
    IEnumerable<AuditedAct> acts,
    IEnumerable<SettingsEntry> menu,
    EndpointDataSource routes,
    IStringLocalizerFactory texts,
    IStringLocalizer<AuditText> text
)
{
    public string Of(string act) => Known(act) ?? text["AtAddress", act].Value;

    /// <returns>Null: there are none.</returns>
    public string? Known(string act)
    {
        if (acts.FirstOrDefault(known => known.Act == act) is { } known)
        {
            return texts.Create(known.Texts)[known.Words].Value;
        }

        var (isReading, route) = act.StartsWith(AuditRule.Reading, StringComparison.Ordinal)
            ? (true, act[AuditRule.Reading.Length..])
            : (false, act);
        var page = menu.Where(entry => IsAt(entry.Address, route)).MaxBy(entry => entry.Address.Length);
        return page is null ? null : text[isReading ? "Asked" : "Changed", texts.Create(page.Texts)[page.Title]].Value;
    }

    /// <summary>How somebody signed in; empty where that is not known.</summary>
    public string MethodOf(AuditEntry entry) =>
        entry.Method.Length == 0 ? ""
        : entry.Method.StartsWith(AuditEntry.ByProvider, StringComparison.Ordinal)
            ? texts.Create(typeof(SingleSignOnText))["ByProvider", entry.Method[AuditEntry.ByProvider.Length..]].Value
        : Known(entry.Method) ?? entry.Method;

    /// <summary>The acts whose words have this in them.</summary>
    public string[] Saying(string part) =>
        [
            .. acts.Select(act => act.Act)
                .Concat(routes.Endpoints.Where(e => AuditRule.Of(e, "POST") is not null).Select(AuditRule.ActOf))
                .Distinct(StringComparer.Ordinal)
                .Where(act => Of(act).Contains(part, StringComparison.CurrentCultureIgnoreCase)),
        ];

    static bool IsAt(string address, string route) =>
        route.StartsWith(address, StringComparison.OrdinalIgnoreCase) && (route.Length == address.Length || route[address.Length] == '/');
}
