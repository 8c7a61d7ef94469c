using ConnectMe.Identity.Contracts;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Features;

/// <param name="Current">The one whose form stands below the list; null: none.</param>
internal sealed record QueueList(IReadOnlyList<QueueRow> Rows, Guid? Current);

/// <param name="Agents">How many are in it, who are agents still.</param>
/// <param name="Supervisors">Their first names.</param>
/// <param name="Overflow">In words; empty: callers wait as long as they like.</param>
internal sealed record QueueRow(Queue Queue, int Agents, string Supervisors, string Overflow);

/// <summary>The queues of a company in words, for who administers them.</summary>
internal sealed class QueueLists(ICurrentUser me, QueuesInMemory queues, IPeople people, IStringLocalizer<QueuesText> text)
{
    public async Task<QueueList> Read(Guid? current, CancellationToken ct)
    {
        var all = (await queues.Of(me.Company, ct)).Queues;
        var who = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id.Value);
        return new QueueList(
            [
                .. all
                    .All.OrderBy(queue => queue.Name, StringComparer.CurrentCulture)
                    .Select(queue => new QueueRow(
                        queue,
                        queue.Members.Count(member => who.GetValueOrDefault(member.PersonId) is { IsAgent: true }),
                        string.Join(
                            ", ",
                            queue
                                .Supervisors.Select(id => who.GetValueOrDefault(id))
                                .Where(person => person is { IsSupervisor: true })
                                .Select(person => person!.Name.Split(' ')[0])
                        ),
                        Overflow(queue, all, who)
                    )),
            ],
            current
        );
    }

    string Overflow(Queue queue, CompanyQueues all, Dictionary<Guid, Person> who)
    {
        var when =
            queue.LongestWaitSeconds is { } seconds ? text["After", QueueFields.Written(seconds)].Value
            : queue.MostWaiting is { } most ? text["AboveMost", most].Value
            : null;
        if (when is null)
        {
            return "";
        }

        var target = queue.Overflow;
        return target.Kind switch
        {
            CallTargetKind.Application => text["OverflowVoicemail", when],
            CallTargetKind.Number => text["OverflowTo", when, all.At(target.Number!)?.Name ?? target.Number!],
            CallTargetKind.Colleague => text[
                "OverflowTo",
                when,
                who.GetValueOrDefault(target.PersonId ?? default)?.Name ?? text["Somebody"].Value
            ],
            _ => text["OverflowNobody", when],
        };
    }
}
