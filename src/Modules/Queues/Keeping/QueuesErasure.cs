using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Queues.Keeping;

/// <summary>Somebody is out of all queues, and never was in one; where a queue sends calls to them, it sends them to nobody.</summary>
internal sealed class QueuesErasure(IDocumentStore store) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        session.DeleteWhere<QueueSignIn>(one => one.PersonId == id);
        session.Delete<QueuesView>(id);
        await session.SaveChangesAsync(ct);
        await Rewrite(session, person.Company, queue => Concerns(queue, id), queue => Without(queue, id), ct);
    }

    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        var targets = (await query.Queues(number.Company, ct)).All.SelectMany(Targets);
        return [new KeptOfNumber(KeptKind.Forwardings, targets.Count(target => number.Is(target.Number ?? "")))];
    }

    public async Task Erase(OutsideNumber number, CancellationToken ct)
    {
        await using var session = store.SessionFor(number.Company);
        bool IsGone(CallTarget target) => number.Is(target.Number ?? "");
        await Rewrite(session, number.Company, queue => Targets(queue).Any(IsGone), queue => Without(queue, IsGone), ct);
    }

    static async Task Rewrite(
        IDocumentSession session,
        CompanyId company,
        Func<Queue, bool> isConcerned,
        Func<Queue, Queue> without,
        CancellationToken ct
    )
    {
        var stream = QueueStreams.Of(company);
        if ((await session.Events.FetchStreamAsync(stream, token: ct)).Any(one => QueueIn(one.Data) is { } queue && isConcerned(queue)))
        {
            await session.Rewrite<CompanyQueues>(
                stream,
                happened =>
                    happened switch
                    {
                        QueueOpened opened => opened with { Queue = without(opened.Queue) },
                        QueueChanged changed => changed with { Queue = without(changed.Queue) },
                        _ => happened,
                    },
                ct
            );
        }
    }

    static Queue? QueueIn(object happened) =>
        happened switch
        {
            QueueOpened opened => opened.Queue,
            QueueChanged changed => changed.Queue,
            _ => null,
        };

    static IEnumerable<CallTarget> Targets(Queue queue) => [queue.Overflow, queue.WhenNobody];

    static bool Concerns(Queue queue, Guid person) =>
        queue.HasMember(person)
        || queue.IsWatchedBy(person)
        || queue.ChargedTo == person
        || Targets(queue).Any(target => target.PersonId == person);

    static Queue Without(Queue queue, Guid person) =>
        Without(queue, target => target.PersonId == person) with
        {
            Members = [.. queue.Members.Where(member => member.PersonId != person)],
            Supervisors = [.. queue.Supervisors.Where(id => id != person)],
            ChargedTo = queue.ChargedTo == person ? null : queue.ChargedTo,
        };

    static Queue Without(Queue queue, Func<CallTarget, bool> isGone) =>
        queue with
        {
            Overflow = isGone(queue.Overflow) ? CallTarget.Nobody : queue.Overflow,
            WhenNobody = isGone(queue.WhenNobody) ? CallTarget.Nobody : queue.WhenNobody,
        };
}
