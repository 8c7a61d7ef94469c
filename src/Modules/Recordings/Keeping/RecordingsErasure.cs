using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Recordings.Keeping;

/// <summary>Whose voice is in a recording is in it: what somebody recorded goes, and what colleagues recorded of talks with them; what is on hold stays (docs/decisions/0027).</summary>
internal sealed class RecordingsErasure(IDocumentStore store, RecordingFolder folder) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        await using var session = store.SessionFor(person.Company);
        var all = await session.Query<Recording>().ToListAsync(ct);
        foreach (var recording in all.Where(one => !one.IsOnHold && (one.OwnerId == person.Id.Value || IsWith(one, person))))
        {
            folder.Files(recording.Kind).Delete(person.Company, recording.OwnerId, recording.Id);
            session.Forget<Recording>(recording.Id);
        }

        await session.SaveChangesAsync(ct);
        foreach (var kind in Enum.GetValues<RecordingKind>().Where(kind => !all.Any(one => IsLeft(one, person, kind))))
        {
            folder.Files(kind).Forget(person.Company, person.Id.Value);
        }

        foreach (var stream in await session.StreamsSaying([person.Id.Value.ToString()], ct))
        {
            if (await session.LoadAsync<Recording>(stream, ct) is not null)
            {
                await session.Rewrite<Recording>(stream, happened => Without(happened, person.Id.Value), ct);
            }
        }
    }

    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        return
        [
            new KeptOfNumber(
                KeptKind.Recordings,
                (await query.Query<Recording>().ToListAsync(ct)).Count(one => !one.IsOnHold && IsWith(one, number))
            ),
        ];
    }

    /// <summary>A voice cannot be taken out.</summary>
    public async Task Erase(OutsideNumber number, CancellationToken ct)
    {
        await using var session = store.SessionFor(number.Company);
        foreach (var recording in (await session.Query<Recording>().ToListAsync(ct)).Where(one => !one.IsOnHold && IsWith(one, number)))
        {
            folder.Files(recording.Kind).Delete(number.Company, recording.OwnerId, recording.Id);
            session.Forget<Recording>(recording.Id);
        }

        await session.SaveChangesAsync(ct);
    }

    static bool IsLeft(Recording recording, ErasedPerson person, RecordingKind kind) =>
        recording.IsOnHold && recording.Kind == kind && recording.OwnerId == person.Id.Value;

    static bool IsWith(Recording recording, OutsideNumber number) => recording.OtherIsOutside && number.Is(recording.OtherNumber);

    static bool IsWith(Recording recording, ErasedPerson person) =>
        recording.OtherIsOutside
            ? person.Numbers.Any(number =>
                Digits(number).EndsWith(Digits(recording.OtherNumber).TrimStart('0'), StringComparison.Ordinal)
                && recording.OtherNumber.Length > 5
            )
            : person.Names.Contains(recording.OtherName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Who played or deleted it.</summary>
    static object Without(object happened, Guid person) =>
        happened switch
        {
            RecordingPlayed played when played.By == person => played with { By = ErasedPerson.Nobody },
            RecordingDownloaded downloaded when downloaded.By == person => downloaded with { By = ErasedPerson.Nobody },
            RecordingDeleted deleted when deleted.By == person => deleted with { By = ErasedPerson.Nobody },
            RecordingHeld held when held.By == person => held with { By = ErasedPerson.Nobody },
            RecordingReleased released when released.By == person => released with { By = ErasedPerson.Nobody },
            RecordingRated rated when rated.By == person => rated with { By = ErasedPerson.Nobody },
            _ => happened,
        };

    static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));
}
