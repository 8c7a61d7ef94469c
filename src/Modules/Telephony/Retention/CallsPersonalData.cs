using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.History;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Retention;

/// <summary>Somebody's calls as their own call log has them, with their own notes, and that a supervisor listened in on one of them.</summary>
[Gives(typeof(CallRecord), typeof(CallEvent))]
internal sealed class CallsPersonalData(
    IDocumentStore store,
    LocalTime local,
    ICompanyPlace place,
    IStringLocalizer<TelephonyText> words,
    IStringLocalizer<PrivacyText> text
) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        var calls = query
            .Query<CallRecord>()
            .Where(call => call.Outcome != null && (call.CallerId == id || call.CalleeId == id || call.AnsweredBy == id))
            .OrderBy(call => call.PlacedAt)
            .ToAsyncEnumerable(ct);
        string[] headings =
        [
            words["DateAndTime"],
            words["ExportDirection"],
            words["ExportName"],
            words["NumberLabel"],
            words["ExportResult"],
            words["ExportSeconds"],
            words["DeviceLabel"],
            text["Copy-Shown"],
            text["Copy-Note"],
        ];
        await copy.Rows(
            text["Copy-Calls"],
            text["Copy-CallsIs"],
            headings,
            calls.Select(IReadOnlyList<string> (call) => Row(call, id)),
            ct
        );
        var supervised = await query
            .Events.QueryRawEventDataOnly<CallSupervised>()
            .Where(happened => happened.AgentId == id || happened.SupervisorId == id)
            .ToListAsync(ct);
        if (supervised.Count > 0)
        {
            await copy.Rows(
                text["Copy-Supervised"],
                text["Copy-SupervisedIs"],
                [words["DateAndTime"], text["Copy-How"], text["Copy-Whose"]],
                supervised
                    .OrderBy(happened => happened.At)
                    .Select(
                        IReadOnlyList<string> (happened) =>
                            [
                                local.Sortable(happened.At),
                                text[$"Copy-{happened.Mode}"],
                                text[happened.AgentId == id ? "Copy-Own" : "Copy-Others"],
                            ]
                    )
                    .ToAsyncEnumerable(),
                ct
            );
        }
    }

    string[] Row(CallRecord call, Guid person)
    {
        var entry = CallLogEntry.Of(call, [], person, place.Region);
        var isParty = call.CallerId == person || call.CalleeId == person;
        return
        [
            local.Sortable(call.PlacedAt),
            words[entry.Outgoing ? "Outgoing" : "Incoming"],
            isParty ? entry.OtherName : "", // of a call that they took from a colleague the next one says who it was
            isParty ? entry.OtherAddress ?? entry.OtherNumber : "",
            words[$"Result{CallLogWords.Of(entry)}"],
            entry.Duration is { } length ? ((int)length.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "",
            entry.Device is { } device ? words[$"Device{device}"] : "",
            entry.Outgoing ? call.Shown ?? "" : "",
            entry.Note,
        ];
    }
}
