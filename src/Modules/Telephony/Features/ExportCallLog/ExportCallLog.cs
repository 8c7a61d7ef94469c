using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.History;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>The calls that the log shows now, as CSV: the newest 10,000 of them.</summary>
internal static class ExportCallLog
{
    public static async Task<IResult> Handle(
        [AsParameters] CallLogChoice choice,
        ICurrentUser me,
        CallLog log,
        KnownCallers known,
        LocalTime local,
        IStringLocalizer<TelephonyText> text,
        CancellationToken ct
    )
    {
        var page = await log.Of(me.User.Value, choice.Filter(local), Most, ct);
        var entries = await known.In(page.Entries, ct);
        string[] headings =
        [
            text["DateAndTime"],
            text["ExportDirection"],
            text["ExportName"],
            text["NumberLabel"],
            text["ExportResult"],
            text["ExportSeconds"],
        ];
        return SpreadsheetFile.Of(
            "calls.csv",
            headings,
            entries.Select(entry =>
                (IReadOnlyList<string>)
                    [
                        local.Sortable(entry.PlacedAt),
                        text[entry.Outgoing ? "Outgoing" : "Incoming"],
                        entry.OtherName,
                        entry.OtherAddress ?? entry.OtherNumber,
                        text[$"Result{CallLogWords.Of(entry)}"],
                        entry.Duration is { } length
                            ? ((int)length.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture)
                            : "",
                    ]
            )
        );
    }

    const int Most = 10_000;
}
