using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>To whom a call can be transferred, and who can be invited to it: colleagues and contacts as the dial pad finds them, colleagues while nothing is typed, and the number that was typed.</summary>
internal static class FindTransferTarget
{
    const int Most = 6;

    public static async Task<IResult> Handle(
        Guid call,
        string? target,
        bool? invites,
        ICurrentUser me,
        IPeople people,
        IContactBook contacts,
        OwnSwitchboard switchboard,
        OwnEmergencyNumbers emergencyNumbers,
        CancellationToken ct
    )
    {
        var typed = target?.Trim() ?? "";
        var view = (await switchboard.Calls(ct)).Calls.FirstOrDefault(view => view.Id.Value == call);
        var inIt = view?.Conference?.Members.Select(member => member.Number).ToHashSet() ?? [];
        var colleagues = (await people.Of(me.Company, ct)).Where(person =>
            person.Id != me.User && person.Id != view?.OtherUser && !inIt.Contains(person.Extension)
        );
        var found =
            typed.Length == 0
                ? [.. colleagues.OrderBy(person => person.Name, StringComparer.CurrentCulture).Take(Most)]
                : DialMatches.Of(typed, colleagues);
        var targets = await DialMatches.WithContacts(found, typed, Most, me, contacts, ct);
        var number = DialString.Clean(typed);
        return new Fragment<Found>(
            "/Features/ConnectMe.Telephony/FindTransferTarget/_Targets.cshtml",
            new Found(
                call,
                [.. targets.Where(target => target.Number != view?.OtherAddress)],
                number is null || targets.Any(target => target.Number == number) ? null : number,
                number is not null && emergencyNumbers.Contains(number),
                invites is true
            )
        );
    }

    /// <param name="Number">What was typed, when it can be dialled and isn't the number of one of them.</param>
    public sealed record Found(Guid Call, IReadOnlyList<DialTarget> Targets, string? Number, bool IsEmergency, bool Invites);
}
