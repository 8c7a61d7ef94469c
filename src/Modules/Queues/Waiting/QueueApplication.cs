using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Waiting;

/// <summary>What who waits in a queue hears; at whom they ring meanwhile is the switchboard's.</summary>
internal sealed class QueueApplication(
    QueuesInMemory queues,
    ICompanies companies,
    IQueueCalls calls,
    ILiveQueues live,
    ICompanySounds sounds,
    TimeProvider time,
    IStringLocalizer<QueuesText> text
) : ICallApplication
{
    /// <summary>As many conversations say how long the next will take; fewer than <see cref="Enough"/> say nothing.</summary>
    const int Recent = 20;

    const int Enough = 3;

    static readonly PhraseBook Dutch = new(typeof(QueueApplication).Assembly, "nl");
    static readonly PhraseBook English = new(typeof(QueueApplication).Assembly, "en");

    public string Name => FollowedQueues.Application;

    public string Title => text["Queue"];

    public ValueTask<ApplicationReach> ReachOf(CompanyId company, CancellationToken ct) => ValueTask.FromResult(ApplicationReach.Nothing);

    public async ValueTask<ICallScript> Begin(ApplicationCall call, CancellationToken ct)
    {
        var queue = await Find(call, ct);
        var announcements = queue?.Announcements ?? Announcements.Usual;
        return new WaitInQueue(
            new WaitTerms(
                companies.Of(call.Company).Language == English.Language ? English : Dutch,
                announcements,
                announcements.OffersVoicemail ? FollowedQueues.GroupMailbox : null,
                queue?.GreetingId is { } greeting ? await sounds.Read(call.Company, greeting, ct) : null
            )
        );
    }

    public async Task<object> CarryOut(ApplicationCall call, object work, CancellationToken ct) =>
        work is EstimateWait { Position: var position } && call.Queue is { } queue
            ? new ExpectedWait(await Estimate(call.Company, queue, position, ct))
            : throw new ArgumentException($"Nothing carries out {work.GetType().Name}", nameof(work));

    public void Closed(ApplicationCall call, Guid recording) => throw new InvalidOperationException("Who waits is not recorded");

    async ValueTask<Queue?> Find(ApplicationCall call, CancellationToken ct) =>
        call.Queue is { } id ? (await queues.Of(call.Company, ct)).Queues.Find(id) : null;

    /// <summary>So many before them, and each talks as long as usual with one of those who are signed in.</summary>
    async Task<int?> Estimate(CompanyId company, Guid queue, int position, CancellationToken ct)
    {
        var agents = (await live.Of(company)).Queues.FirstOrDefault(one => one.Queue == queue)?.Agents ?? [];
        var working = agents.Count(agent => agent.State is AgentState.Available or AgentState.Busy or AgentState.WrapUp);
        var talked = (await calls.Of(company, queue, before: null, Recent, ct))
            .Where(call =>
                call is { EndedAt: not null, LeftAt: not null, End: QueueCallEnd.Answered } && call.EnteredAt > time.GetUtcNow().AddDays(-1)
            )
            .Select(call => (call.EndedAt - call.LeftAt)!.Value)
            .ToList();
        return working == 0 || talked.Count < Enough
            ? null
            : (int)Math.Ceiling(talked.Average(length => length.TotalMinutes) * position / working);
    }
}
