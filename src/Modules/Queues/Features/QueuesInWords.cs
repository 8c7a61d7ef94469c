using ConnectMe.Identity.Contracts;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Features;

/// <summary>What becomes of calls to a queue (A3-03): who is signed in is as it is now, whatever the hour that is asked about.</summary>
internal sealed class QueuesInWords(ICurrentUser me, QueuesInMemory queues, IBusinessHours hours, IStringLocalizer<QueuesText> text)
    : ICallWords
{
    public async ValueTask<CallStep?> Of(CallTarget target, DateTimeOffset at, CancellationToken ct)
    {
        var all = await queues.Of(me.Company, ct);
        if (target is not { Application: FollowedQueues.Application, DestinationId: { } id } || all.Queues.Find(id) is not { } queue)
        {
            return null;
        }

        var whenNobody = Own(queue.WhenNobody, id);
        if (queue.FollowsHours && !hours.At(me.Company, at).IsOpen)
        {
            return new CallStep(
                text["PathClosed", queue.Name],
                queue.WhenNobody.Kind is CallTargetKind.Nobody ? [] : [new CallBranch("", whenNobody)]
            );
        }

        var signedIn = queue.Members.Count(member => all.SignInOf(id, member.PersonId) is { IsSignedIn: true, PausedSince: null });
        List<CallBranch> then = [];
        if (queue.WhenNobody.Kind is not CallTargetKind.Nobody)
        {
            then.Add(new CallBranch(text["PathWhenNobody"], whenNobody));
        }

        if (queue.LongestWaitSeconds is { } seconds)
        {
            then.Add(new CallBranch(text["PathAfter", QueueFields.Written(seconds)], Own(queue.Overflow, id)));
        }

        if (queue.MostWaiting is { } most)
        {
            then.Add(new CallBranch(text["PathAbove", most], Own(queue.Overflow, id)));
        }

        return new CallStep(text["PathWaits", queue.Name, signedIn], then);
    }

    /// <summary>A mailbox that is not said is the queue's own.</summary>
    static CallTarget Own(CallTarget target, Guid queue) =>
        target is { Kind: CallTargetKind.Application, DestinationId: null } ? target with { DestinationId = queue } : target;
}
