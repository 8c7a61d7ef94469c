using System.Globalization;
using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the page shows, all of it, as CSV with the hashes: whoever has an older file can see that nothing was rewritten.</summary>
internal static class ExportAuditLog
{
    public static void MapExportAuditLog(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/audit/export.csv", Handle).RequireAuthorization(Rights.Administrator);

    static IResult Handle(
        [AsParameters] AuditChoice choice,
        ShownAudit audit,
        AuditWords words,
        IStringLocalizer<AuditText> text,
        CancellationToken ct
    )
    {
        string[] headings =
        [
            text["Number"],
            text["WhenUtc"],
            text["Kind"],
            text["Who"],
            text["What"],
            text["About"],
            text["Result"],
            text["Where"],
            text["Browser"],
            text["Hash"],
        ];
        return SpreadsheetFile.Of("audit.csv", headings, Rows(audit.Of(choice).ToAsyncEnumerable(ct), words, text));
    }

    static async IAsyncEnumerable<IReadOnlyList<string>> Rows(
        IAsyncEnumerable<AuditEntry> entries,
        AuditWords words,
        IStringLocalizer<AuditText> text
    )
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var entry in entries)
        {
            if (!said.TryGetValue(entry.Act, out var what))
            {
                said[entry.Act] = what = words.Of(entry.Act);
            }

            yield return
            [
                entry.Number.ToString(CultureInfo.InvariantCulture),
                entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                text[$"Kind-{entry.Kind}"],
                entry.ByName,
                what,
                entry.About,
                text[$"Result-{entry.Result}"],
                entry.Address,
                entry.Browser,
                entry.Hash,
            ];
        }
    }
}
