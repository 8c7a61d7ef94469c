using ConnectMe.Identity.Contracts;
using ConnectMe.Recordings.Domain;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Recordings.Features;

/// <summary>Who made, played, downloaded and deleted what, newest first (A9-02). It names the recordings and plays none.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ReadRecordingLog(ICurrentUser me, IQuerySession session, IPeople people) : PageModel
{
    const int PageSize = 100;
    const int MostPages = 50;

    [BindProperty(SupportsGet = true)]
    public int Pages { get; set; } = 1;

    public IReadOnlyList<LoggedUse> Uses { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Pages = Math.Clamp(Pages, 1, MostPages);
        var names = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id.Value, person => person.Name);
        var events = await session
            .Events.QueryAllRawEvents()
            .Where(e =>
                e.EventTypesAre(
                    typeof(RecordingMade),
                    typeof(RecordingPlayed),
                    typeof(RecordingDownloaded),
                    typeof(RecordingDeleted),
                    typeof(RecordingHeld),
                    typeof(RecordingReleased),
                    typeof(RecordingRated)
                )
            )
            .OrderByDescending(e => e.Sequence)
            .Take((Pages * PageSize) + 1)
            .ToListAsync(ct);
        HasMore = events.Count > Pages * PageSize && Pages < MostPages;
        var ids = events.Select(e => e.StreamId).Distinct().ToArray();
        var recordings = (await session.LoadManyAsync<Recording>(ct, ids)).ToDictionary(recording => recording.Id);
        Uses = [.. events.Take(Pages * PageSize).Select(e => LoggedUse.Of(e.Data, recordings[e.StreamId], names))];
    }
}

/// <param name="By">Null: nobody, it was too old.</param>
/// <param name="What">Key of the word.</param>
internal sealed record LoggedUse(DateTimeOffset At, string? By, string What, string Owner, string With, DateTimeOffset RecordedAt)
{
    public static LoggedUse Of(object happened, Recording recording, IReadOnlyDictionary<Guid, string> names)
    {
        var (at, by, what) = happened switch
        {
            RecordingMade made => (made.StartedAt + made.Length, (Guid?)made.OwnerId, "Made"),
            RecordingPlayed played => (played.At, played.By, "Played"),
            RecordingDownloaded downloaded => (downloaded.At, downloaded.By, "Downloaded"),
            RecordingDeleted deleted => (deleted.At, deleted.By, "Deleted"),
            RecordingHeld held => (held.At, held.By, "Held"),
            RecordingReleased released => (released.At, released.By, "Released"),
            RecordingRated rated => (rated.At, rated.By, "Rated"),
            _ => throw new ArgumentException($"{happened.GetType().Name} is nothing that is done with a recording", nameof(happened)),
        };
        return new LoggedUse(
            at,
            by is { } person ? names.GetValueOrDefault(person, "") : null,
            what,
            names.GetValueOrDefault(recording.OwnerId, ""),
            recording.OtherName.Length > 0 ? recording.OtherName : recording.OtherNumber,
            recording.StartedAt
        );
    }
}
