using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Recordings.Features;

/// <summary>The sound itself, to its owner and who may listen to it: for the player, which asks for parts of it, and as a file to keep. Each is in the log (A9-02).</summary>
internal sealed class PlayRecording(
    ICurrentUser me,
    OwnRecordings recordings,
    ListenedRecordings listened,
    IDocumentSession session,
    LocalTime local,
    IStringLocalizer<RecordingsText> text,
    TimeProvider time
)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var recordings = routes
            .MapGroup("/recordings/{id:guid}")
            .RequireAuthorization()
            .WithMetadata(new AuditedAttribute(AuditKind.Recordings) { OnlyIfSaved = true });
        recordings.MapGet("/sound", (Guid id, HttpContext context, PlayRecording play, CancellationToken ct) => play.Play(id, context, ct));
        recordings.MapGet(
            "/download",
            (Guid id, HttpContext context, PlayRecording play, CancellationToken ct) => play.Download(id, context, ct)
        );
    }

    async Task<IResult> Play(Guid id, HttpContext context, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } recording)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetUtcNow();
        if (IsBeginning(context.Request) || !HasPlayed(recording, now))
        {
            session.Events.Append(id, new RecordingPlayed(id, me.User.Value, now));
            await session.SaveChangesAsync(ct);
        }

        return Send(recording, context, download: null);
    }

    async Task<IResult> Download(Guid id, HttpContext context, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } recording)
        {
            return TypedResults.NotFound();
        }

        session.Events.Append(id, new RecordingDownloaded(id, me.User.Value, time.GetUtcNow()));
        await session.SaveChangesAsync(ct);
        return Send(recording, context, NameOf(recording));
    }

    async Task<Recording?> Find(Guid id, CancellationToken ct) => await recordings.Find(id, ct) ?? await listened.Find(id, ct);

    PhysicalFileHttpResult Send(Recording recording, HttpContext context, string? download)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "private, no-store"; // each playing is to be seen
        return TypedResults.PhysicalFile(recordings.PathOf(recording), "audio/ogg", download, enableRangeProcessing: true);
    }

    /// <summary>"Opname 2026-11-28 08.34 Eva Mulder.ogg".</summary>
    string NameOf(Recording recording)
    {
        var who = recording.OtherName.Length > 0 ? recording.OtherName : recording.OtherNumber;
        var at = local.Clock(recording.StartedAt).Replace(':', '.');
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{text["Recording"].Value} {local.DateOf(recording.StartedAt):yyyy-MM-dd} {at} {who}"
        );
        return string.Concat(name.Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '.' or '+')).Trim() + ".ogg";
    }

    /// <summary>A player goes on with what it asked for; one that begins elsewhere has not said before that it plays.</summary>
    bool HasPlayed(Recording recording, DateTimeOffset now) =>
        recording.Uses.Any(use => use.Kind is RecordingUseKind.Played && use.By == me.User.Value && now - use.At < OnePlaying);

    static bool IsBeginning(HttpRequest request) =>
        !RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var range) || range.Ranges.Any(part => part.From is null or 0);

    static readonly TimeSpan OnePlaying = TimeSpan.FromHours(1);
}
