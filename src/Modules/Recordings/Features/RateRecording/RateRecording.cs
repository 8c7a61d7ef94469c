using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Recordings.Features;

/// <summary>Who may listen to a recording of another gives it one to five stars, and a remark (M12.1-07); who made it reads them.</summary>
internal static class RateRecording
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/recordings/{id:guid}/rating", Answer)
            .RequireAuthorization()
            .WithMetadata(new AuditedAttribute(AuditKind.Recordings) { OnlyIfSaved = true })
            .DisableAntiforgery(); // the Host checks the token of every unsafe request

    static async Task<IResult> Answer(
        Guid id,
        [FromForm] RatingForm? form,
        HttpContext context,
        ListenedRecordings recordings,
        IHandle<Command> rate,
        CancellationToken ct
    )
    {
        if (await recordings.Find(id, ct) is null)
        {
            return Results.NotFound();
        }

        if (await rate.Handle(new Command(id, form?.Stars ?? 0, form?.Remark?.Trim() ?? ""), ct) is Outcome.Invalid)
        {
            return Results.UnprocessableEntity();
        }

        return Going.To(context, $"/recordings/colleagues?open={id}");
    }

    public sealed record Command(Guid Id, int Stars, string Remark);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Stars).InclusiveBetween(1, MostStars);
            RuleFor(command => command.Remark).MaximumLength(LongestRemark);
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time, ILiveUpdates live) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<Recording>(command.Id, ct);
            if (stream.Aggregate is { DeletedAt: null } recording)
            {
                stream.AppendOne(new RecordingRated(command.Id, me.User.Value, time.GetUtcNow(), command.Stars, command.Remark));
                await session.SaveChangesAsync(ct);
                live.Publish(me.Company, [new UserId(recording.OwnerId)], RecordingIntake.Topic);
            }

            return Outcome.Done;
        }
    }

    sealed record RatingForm
    {
        public int? Stars { get; init; }
        public string? Remark { get; init; }
    }

    public const int MostStars = 5;
    public const int LongestRemark = 500;
}
