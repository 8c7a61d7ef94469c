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

/// <summary>Puts a recording on hold, or lifts that (A9-01).</summary>
internal static class HoldRecording
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var admin = routes.MapGroup("/admin/recording-holds/{id:guid}").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        admin.MapPost(
            "/hold",
            (Guid id, HttpContext c, IHandle<Command> handler, CancellationToken ct) => Answer(new(id, On: true), c, handler, ct)
        );
        admin.MapPost(
            "/release",
            (Guid id, HttpContext c, IHandle<Command> handler, CancellationToken ct) => Answer(new(id, On: false), c, handler, ct)
        );
    }

    static async Task<IResult> Answer(Command command, HttpContext context, IHandle<Command> handler, CancellationToken ct)
    {
        await handler.Handle(command, ct);
        return Going.To(context, "/admin/recording-holds");
    }

    public sealed record Command(Guid Id, bool On);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time, ILiveUpdates live) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<Recording>(command.Id, ct);
            if (stream.Aggregate is { DeletedAt: null } recording && recording.IsOnHold != command.On)
            {
                var now = time.GetUtcNow();
                stream.AppendOne(
                    command.On
                        ? (object)new RecordingHeld(command.Id, me.User.Value, now)
                        : new RecordingReleased(command.Id, me.User.Value, now)
                );
                await session.SaveChangesAsync(ct);
                live.Publish(me.Company, [new UserId(recording.OwnerId)], RecordingIntake.Topic);
            }

            return Outcome.Done;
        }
    }
}
