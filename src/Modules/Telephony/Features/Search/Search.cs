using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.History;
using ConnectMe.Telephony.Numbering;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>The search field of the top bar (M4.1): people, companies and numbers, the most likely first, each to be called or opened.</summary>
internal static class Search
{
    public static async Task<IResult> Handle(
        string? q,
        ICurrentUser me,
        IDirectorySearch directory,
        RecentParties recent,
        ICompanyPlace place,
        CancellationToken ct
    )
    {
        var typed = q?.Trim() ?? "";
        if (typed.Length is 0 or > MostTyped)
        {
            return Answer(new Found(typed, [], [], [], [], Number: null));
        }

        var calls = await recent.Of(me.Company, me.User, ct);
        var entries = await directory.Find(me.Company, me.User, typed, [.. calls.Select(call => call.Party)], MostOfAKind, ct);
        var likely = entries.Where(entry => entry.IsMarked || entry.IsRecent).Take(MostLikely).ToList();
        var region = place.Region;
        var dialled = DialString.Clean(typed);
        var numbers = dialled is null ? [] : Numbers(calls, entries, dialled, region).Take(MostNumbers).ToList();
        return Answer(
            new Found(
                typed,
                likely,
                [.. entries.Where(entry => IsOfTheCompany(entry) && !likely.Contains(entry))],
                [.. entries.Where(entry => !IsOfTheCompany(entry) && !likely.Contains(entry))],
                numbers,
                IsShown(dialled, entries, numbers, region) ? null : dialled
            )
        );
    }

    static bool IsOfTheCompany(FoundEntry entry) => entry.IsColleague || entry.IsDestination;

    static Fragment<Found> Answer(Found found) => new("/Features/ConnectMe.Telephony/Search/_Found.cshtml", found);

    /// <summary>Who called or was called and is in nobody's address book.</summary>
    static IEnumerable<FoundNumber> Numbers(
        IReadOnlyList<RecentCall> calls,
        IReadOnlyList<FoundEntry> entries,
        string dialled,
        string region
    )
    {
        var wanted = dialled.TrimStart('+').TrimStart('0');
        return calls
            .Where(call => wanted.Length > 1 && call.Party.Number?.Contains(wanted, StringComparison.Ordinal) is true)
            .Where(call => entries.All(entry => entry.Number != call.Party.Number))
            .Select(call => new FoundNumber(call.Party.Number!, NumberPlan.ShowShort(call.Party.Number!, region), call.Name, call.At));
    }

    /// <summary>The number that was typed is already that of something found.</summary>
    static bool IsShown(string? dialled, IReadOnlyList<FoundEntry> entries, List<FoundNumber> numbers, string region) =>
        dialled is null
        || (Kernel.Numbering.TelephoneNumbers.Read(dialled, region) ?? dialled) is var number
            && (entries.Any(entry => entry.Number == number) || numbers.Exists(found => found.Number == number));

    /// <param name="Typed">What these were found for: the page may have gone on typing.</param>
    /// <param name="Likely">Favourites, VIPs and who called or was called lately.</param>
    /// <param name="Numbers">Of calls with nobody known.</param>
    /// <param name="Number">What was typed, when it can be dialled and is not the number of one of them.</param>
    internal sealed record Found(
        string Typed,
        IReadOnlyList<FoundEntry> Likely,
        IReadOnlyList<FoundEntry> Colleagues,
        IReadOnlyList<FoundEntry> Contacts,
        IReadOnlyList<FoundNumber> Numbers,
        string? Number
    )
    {
        public int Count => Likely.Count + Colleagues.Count + Contacts.Count + Numbers.Count + (Number is null ? 0 : 1);

        /// <summary>The lists that are not empty, under the key of their heading.</summary>
        public IEnumerable<(string Key, IReadOnlyList<FoundEntry> Entries)> Groups =>
            new[] { ("SearchLikely", Likely), ("SearchColleagues", Colleagues), ("SearchContacts", Contacts) }.Where(group =>
                group.Item2.Count > 0
            );
    }

    internal sealed record FoundNumber(string Number, string Shown, string Name, DateTimeOffset At);

    const int MostTyped = 100;
    const int MostOfAKind = 8;
    const int MostLikely = 6;
    const int MostNumbers = 3;
}
