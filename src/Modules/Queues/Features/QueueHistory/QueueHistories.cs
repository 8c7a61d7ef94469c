using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Features;

/// <param name="Before">Where earlier ones begin; null: there are no more.</param>
internal sealed record QueueHistory(Guid Queue, IReadOnlyList<CallerCalls> Callers, DateTimeOffset? Before);

/// <summary>The calls of one caller, the newest first (M13.4-03).</summary>
internal sealed record CallerCalls(IReadOnlyList<ShownQueueCall> Calls)
{
    public ShownQueueCall Newest => Calls[0];
}

/// <param name="Agent">Who took it; empty: nobody, or somebody who is not known any more.</param>
internal sealed record ShownQueueCall(QueueCall Call, string Agent)
{
    public TimeSpan? Waited => Call.LeftAt - Call.EnteredAt;

    public TimeSpan? Talked => Call.End is QueueCallEnd.Answered ? Call.EndedAt - Call.LeftAt : null;
}

/// <summary>What came to a queue, newest first, with the calls of one caller together.</summary>
internal sealed class QueueHistories(ICurrentUser me, IQueueCalls calls, IPeople people)
{
    public async Task<QueueHistory> Of(Guid queue, DateTimeOffset? before, CancellationToken ct)
    {
        var names = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id, person => person.Name);
        var found = await calls.Of(me.Company, queue, before, AtOnce, ct);
        var callers = found
            .Select(call => new ShownQueueCall(call, call.Agent is { } agent ? names.GetValueOrDefault(agent, "") : ""))
            .GroupBy(shown => CallerOf(shown.Call))
            .Select(same => new CallerCalls([.. same]));
        return new QueueHistory(queue, [.. callers], found.Count == AtOnce ? found[^1].EnteredAt : null);
    }

    /// <summary>Who hides their number is nobody's same caller.</summary>
    static string CallerOf(QueueCall call) =>
        call.Caller is { } caller ? $"{caller.Value}"
        : call.CallerNumber.Length > 0 ? call.CallerNumber
        : $"{call.Call}";

    const int AtOnce = 60;
}
