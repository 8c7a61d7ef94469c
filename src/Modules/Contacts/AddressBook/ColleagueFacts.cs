using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>The line state of colleagues, else their status, and their notes (M10-05), as whoever makes this request may see them: as they were at the first question.</summary>
internal sealed class ColleagueFacts(
    ICurrentUser me,
    ILineStates lines,
    IAvailabilities availabilities,
    IProfiles profiles,
    LocalTime local,
    IStringLocalizer<DesignText> text
) : IPersonFacts
{
    Known? _known;

    public async ValueTask<PersonFacts> Of(Guid person, CancellationToken ct)
    {
        _known ??= new Known(lines.Of(me.Company), await availabilities.Of(me.Company, ct), await profiles.Notes(ct));
        var user = new UserId(person);
        return new PersonFacts(StateOf(user, _known), _known.Notes.GetValueOrDefault(user, ""));
    }

    ShownState? StateOf(UserId user, Known known)
    {
        if (known.Lines.TryGetValue(user, out var line))
        {
            var disc = ILineStates.DiscOf(line);
            return new ShownState(disc, text[$"Line-{disc}"]);
        }

        return known.Statuses.TryGetValue(user, out var status) ? new ShownState(status.Disc, Words(status)) : null;
    }

    string Words(Availability status) => status.Until is { } until ? text["StateUntil", status.Name, local.When(until)] : status.Name;

    sealed record Known(
        IReadOnlyDictionary<UserId, LineState> Lines,
        IReadOnlyDictionary<UserId, Availability> Statuses,
        IReadOnlyDictionary<UserId, string> Notes
    );
}
