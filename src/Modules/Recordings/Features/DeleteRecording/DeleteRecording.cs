using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Recordings.Features;

/// <summary>The file goes; that there was one, and who deleted it, stays (A9-02).</summary>
internal static class DeleteRecording
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/recordings/{id:guid}/delete",
                async (Guid id, HttpContext context, OwnRecordings recordings, IHandle<Command> delete, CancellationToken ct) =>
                {
                    if (await recordings.Find(id, ct) is null)
                    {
                        return Results.NotFound();
                    }

                    await delete.Handle(new Command(id), ct);
                    context.Response.Headers["HX-Location"] = """{"path":"/recordings","target":"#main","swap":"innerHTML"}""";
                    return Results.NoContent();
                }
            )
            .RequireAuthorization()
            .WithMetadata(new AuditedAttribute(AuditKind.Recordings) { OnlyIfSaved = true })
            .DisableAntiforgery(); // the Host checks the token of every unsafe request

    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, RecordingFolder folder, TimeProvider time, ILiveUpdates live)
        : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<Recording>(command.Id, ct);
            if (stream.Aggregate is { IsOnHold: false } recording && recording.IsOwnedBy(me.User.Value))
            {
                stream.AppendOne(new RecordingDeleted(command.Id, me.User.Value, time.GetUtcNow()));
                await session.SaveChangesAsync(ct);
                File.Delete(folder.PathOf(recording, me.Company));
                live.Publish(me.Company, [me.User], RecordingIntake.Topic);
            }

            return Outcome.Done;
        }
    }
}
