using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Presence.Statuses;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Presence.Features;

/// <summary>What becomes of calls to a colleague, as their status says at that moment (A3-03, A6-03).</summary>
internal sealed class FlowsInWords(
    PresenceInMemory presence,
    FlowWords words,
    ICurrentUser me,
    IPeople people,
    IStringLocalizer<PresenceText> text
) : ICallWords
{
    public async ValueTask<CallStep?> Of(CallTarget target, DateTimeOffset at, CancellationToken ct)
    {
        if (
            target.Kind is not CallTargetKind.Colleague
            || (await people.Of(me.Company, ct)).FirstOrDefault(one => one.Id.Value == target.PersonId) is not { } person
        )
        {
            return null;
        }

        var all = await presence.Of(me.Company, ct);
        var own = all.Of(person.Id.Value);
        var status = own.StatusAt(at, all.Statuses);
        var flow = own.FlowAt(at, all.Statuses);
        var who = text["PathStatus", person.Name, status.NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)].Value;
        return flow.ForwardAll is { } forwarded
            ? new CallStep($"{who} {text["AllTo", await words.Words(forwarded, ct)]}.", Branches(text["PathForwarded"], forwarded, person))
            : new CallStep(
                $"{who} {string.Join(" ", await words.Steps(flow.Fixed, ct))}",
                Branches(text["PathNotAnswered"], flow.Fixed.Otherwise, person)
            );
    }

    /// <summary>To whom a call goes on, that is told too; a mailbox or a number outside stands in the sentence already.</summary>
    static IReadOnlyList<CallBranch> Branches(string when, CallTarget target, Person person) =>
        target.Kind is CallTargetKind.Colleague or CallTargetKind.Number && target.PersonId != person.Id.Value
            ? [new CallBranch(when, target)]
            : [];
}
