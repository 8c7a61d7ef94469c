using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Presence.Keeping;

/// <summary>The status that somebody chose last, and where they forward to.</summary>
[Gives(typeof(ChosenStatus), typeof(Forwarding))]
internal sealed class PresencePersonalData(IDocumentStore store, IStringLocalizer<PresenceRetentionText> text) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        var chosen = await query.LoadAsync<ChosenStatus>(id, ct);
        var forwardings = await query.Query<Forwarding>().Where(one => one.PersonId == id).ToListAsync(ct);
        if (chosen is null && forwardings.Count == 0)
        {
            return;
        }

        var stream = PresenceStreams.Statuses(person.Company);
        var statuses = await query.LoadAsync<CompanyStatuses>(stream, ct) ?? UsualStatuses.Of(stream);
        await copy.Json(
            text["Copy-Presence"],
            text["Copy-PresenceIs"],
            new
            {
                Chosen = chosen is null ? null : new { Status = statuses.Find(chosen.StatusId)?.Dutch, chosen.Until },
                Forwardings = forwardings.Select(one => new
                {
                    Status = statuses.Find(one.StatusId)?.Dutch,
                    one.Number,
                    one.ToVoicemail,
                    one.IsOn,
                }),
            },
            ct
        );
    }
}
