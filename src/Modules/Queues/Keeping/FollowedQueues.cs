using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Keeping;

/// <summary>
/// The queues as the switchboard follows them. Who left the company or is no agent any more is out of its queues, whatever they say; so it is with supervisors.
/// </summary>
internal sealed class FollowedQueues(QueuesInMemory queues, IPeople people, IBusinessHours hours, PausedAgents paused, TimeProvider time)
    : ICallQueues
{
    /// <summary>By which the switchboard knows what who waits hears.</summary>
    public const string Application = "queue";

    /// <summary>The mailbox of the queue itself.</summary>
    public static CallTarget GroupMailbox { get; } = new(CallTargetKind.Application, Application: "voicemail");

    public async ValueTask<ImmutableArray<CallQueue>> Of(CompanyId company, CancellationToken ct)
    {
        var all = await queues.Of(company, ct);
        if (all.Queues.All.Count == 0)
        {
            return [];
        }

        var who = (await people.Of(company, ct)).ToDictionary(person => person.Id.Value);
        var isClosed = all.Queues.All.Any(queue => queue.FollowsHours) && !hours.At(company, time.GetUtcNow()).IsOpen;
        return [.. all.Queues.All.Select(queue => Followed(queue, all, who, isClosed))];
    }

    public void Paused(CompanyId company, Guid queue, UserId agent) => paused.Pause(company, queue, agent);

    static CallQueue Followed(Queue queue, QueuesOfCompany all, Dictionary<Guid, Person> who, bool isClosed) =>
        new(queue.Id, queue.Name, queue.Extension)
        {
            Agents =
            [
                .. queue
                    .Members.Where(member => who.GetValueOrDefault(member.PersonId) is { IsAgent: true })
                    .Select(member => Agent(member, all.SignInOf(queue.Id, member.PersonId))),
            ],
            Supervisors =
            [
                .. queue.Supervisors.Where(id => who.GetValueOrDefault(id) is { IsSupervisor: true }).Select(id => new UserId(id)),
            ],
            Distribution = queue.Distribution,
            RingTime = TimeSpan.FromSeconds(queue.RingSeconds),
            WrapUp = TimeSpan.FromSeconds(queue.WrapUpSeconds),
            PauseAfter = queue.PauseAfter,
            LongestWait = queue.LongestWaitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MostWaiting = queue.MostWaiting,
            Overflow = queue.Overflow,
            WhenNobody = queue.WhenNobody,
            IsClosed = queue.FollowsHours && isClosed,
            Application = Application,
            IsRecorded = queue.IsRecorded,
            Music = queue.MusicId,
            ChargedTo = queue.ChargedTo is { } id && who.ContainsKey(id) ? new UserId(id) : null,
        };

    static QueueAgent Agent(QueueMember member, QueueSignIn? signIn) =>
        new(
            new UserId(member.PersonId),
            member.Skill,
            signIn is { IsSignedIn: true },
            signIn is { IsSignedIn: true, PausedSince: not null }
        );
}
