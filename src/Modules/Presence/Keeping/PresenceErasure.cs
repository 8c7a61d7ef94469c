using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Presence.Keeping;

/// <summary>What somebody chose goes; where a status sends calls to them, it sends them to nobody.</summary>
internal sealed class PresenceErasure(IDocumentStore store) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        session.Delete<ChosenStatus>(id);
        foreach (var own in await session.Query<Forwarding>().Where(one => one.PersonId == id).ToListAsync(ct))
        {
            session.Delete(own);
        }

        await session.SaveChangesAsync(ct);
        await Rewrite(session, person.Company, target => target.PersonId == id, ct);
    }

    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        var forwardings = (await query.Query<Forwarding>().ToListAsync(ct)).Count(one => number.Is(one.Number));
        var statuses = await query.LoadAsync<CompanyStatuses>(PresenceStreams.Statuses(number.Company), ct);
        var flows = (statuses?.All ?? []).SelectMany(status => Targets(status.Flow)).Count(target => number.Is(target.Number ?? ""));
        return [new KeptOfNumber(KeptKind.Forwardings, forwardings + flows)];
    }

    public async Task Erase(OutsideNumber number, CancellationToken ct)
    {
        await using var session = store.SessionFor(number.Company);
        foreach (var one in (await session.Query<Forwarding>().ToListAsync(ct)).Where(one => number.Is(one.Number)))
        {
            session.Delete(one);
        }

        await session.SaveChangesAsync(ct);
        await Rewrite(session, number.Company, target => number.Is(target.Number ?? ""), ct);
    }

    static async Task Rewrite(IDocumentSession session, CompanyId company, Func<CallTarget, bool> isGone, CancellationToken ct)
    {
        var stream = PresenceStreams.Statuses(company);
        if (
            (await session.Events.FetchStreamAsync(stream, token: ct)).Any(one =>
                StatusIn(one.Data) is { } status && Targets(status.Flow).Any(isGone)
            )
        )
        {
            await session.Rewrite<CompanyStatuses>(stream, happened => Without(happened, isGone), ct);
        }
    }

    static IEnumerable<CallTarget> Targets(CallFlow flow) => [flow.Fixed.Otherwise, flow.Mobile.Otherwise];

    static Status? StatusIn(object happened) =>
        happened switch
        {
            StatusDefined defined => defined.Status,
            StatusChanged changed => changed.Status,
            _ => null,
        };

    static object Without(object happened, Func<CallTarget, bool> isGone) =>
        happened switch
        {
            StatusDefined defined => defined with { Status = Without(defined.Status, isGone) },
            StatusChanged changed => changed with { Status = Without(changed.Status, isGone) },
            _ => happened,
        };

    static Status Without(Status status, Func<CallTarget, bool> isGone) =>
        status with
        {
            Flow = status.Flow with { Fixed = Without(status.Flow.Fixed, isGone), Mobile = Without(status.Flow.Mobile, isGone) },
        };

    static CallTreatment Without(CallTreatment treatment, Func<CallTarget, bool> isGone) =>
        isGone(treatment.Otherwise) ? treatment with { Otherwise = CallTarget.Nobody } : treatment;
}
