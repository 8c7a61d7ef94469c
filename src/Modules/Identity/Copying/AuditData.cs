using System.Globalization;
using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Copying;

/// <summary>
/// What the audit log has of somebody: what they did, and what was done to their account. Of what others did not who it was and from where; of what they did to others not to
/// whom (GDPR article 15(4)).
/// </summary>
[Gives(typeof(AuditEntry))]
internal sealed class AuditData(
    IDocumentStore store,
    AuditWords words,
    IStringLocalizer<AuditText> log,
    IStringLocalizer<DataCopyText> text
) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        var entries = query
            .Query<AuditEntry>()
            .Where(entry => entry.By == id || entry.AboutId == id)
            .OrderBy(entry => entry.At)
            .ToAsyncEnumerable(ct);
        string[] headings = [log["WhenUtc"], log["Kind"], log["Who"], log["What"], log["Result"], log["Where"], log["Browser"]];
        await copy.Rows(text["Audit"], text["AuditIs"], headings, entries.Select(IReadOnlyList<string> (entry) => Row(entry, id)), ct);
    }

    string[] Row(AuditEntry entry, Guid person)
    {
        var isOwn = entry.By is null || entry.By == person;
        return
        [
            entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            log[$"Kind-{entry.Kind}"],
            entry.By == person ? entry.ByName
            : entry.By is null ? ""
            : text["SomebodyElse"],
            words.Of(entry.Act),
            log[$"Result-{entry.Result}"],
            isOwn ? entry.Address : "",
            isOwn ? entry.Browser : "",
        ];
    }
}
