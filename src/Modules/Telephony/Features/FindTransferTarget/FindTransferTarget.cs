using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>To whom a call can be transferred, and who can be invited to it: colleagues as the dial pad finds them, all of them while nothing is typed, and the number that was typed.</summary>
internal static class FindTransferTarget
{
    const int Most = 6;

    public static async Task<IResult> Handle(
        Guid call,
        string? target,
        bool? invites,
        ICurrentUser me,
        IPeople people,
        OwnSwitchboard switchboard,
        EmergencyNumbers emergencyNumbers,
        CancellationToken ct
    )
    {
        var typed = target?.Trim() ?? "";
        var view = (await switchboard.Calls()).Calls.FirstOrDefault(view => view.Id.Value == call);
        var inIt = view?.Conference?.Members.Select(member => member.Number).ToHashSet() ?? [];
        var colleagues = (await people.Of(me.Company, ct)).Where(person =>
            person.Id != me.User && person.Id != view?.OtherUser && !inIt.Contains(person.Extension)
        );
        var found =
            typed.Length == 0
                ? [.. colleagues.OrderBy(person => person.Name, StringComparer.CurrentCulture).Take(Most)]
                : DialMatches.Of(typed, colleagues);
        var number = DialString.Clean(typed);
        return new Fragment<Found>(
            "/Features/ConnectMe.Telephony/FindTransferTarget/_Targets.cshtml",
            new Found(
                call,
                found,
                number is null || found.Any(person => person.Extension == number) ? null : number,
                number is not null && emergencyNumbers.Contains(number),
                invites is true
            )
        );
    }

    /// <param name="Number">What was typed, when it can be dialled and isn't the extension of one of the people.</param>
    public sealed record Found(Guid Call, IReadOnlyList<Person> People, string? Number, bool IsEmergency, bool Invites);
}
