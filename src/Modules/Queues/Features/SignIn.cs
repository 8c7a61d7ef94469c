using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Queues.Features;

/// <summary>In and out of a queue: agents themselves (M13-02), and supervisors the others (M13-05).</summary>
internal static class SignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/queues/{id:guid}/in", isIn: true);
        Map(routes, "/queues/{id:guid}/out", isIn: false);
    }

    static void Map(IEndpointRouteBuilder routes, string address, bool isIn) =>
        routes
            .MapPost(
                address,
                async (
                    Guid id,
                    [AsParameters] BoardPlace place,
                    Guid? person,
                    ICurrentUser me,
                    IHandle<Command> handler,
                    ShownQueues shown,
                    CancellationToken ct
                ) =>
                    await handler.Handle(new Command(id, person ?? me.User.Value, isIn), ct) is Outcome.Invalid
                        ? Results.StatusCode(StatusCodes.Status403Forbidden)
                        : await place.Board(shown, ct)
            )
            .RequireAuthorization()
            .DisableAntiforgery(); // the Host checks the token of every unsafe request

    public sealed record Command(Guid Queue, Guid Person, bool IsIn);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, ICallQueues queues) =>
            RuleFor(command => command)
                .MustAsync(
                    async (command, ct) =>
                        (await queues.Of(me.Company, ct)).FirstOrDefault(one => one.Id == command.Queue) is { } queue
                        && queue.Agents.Any(agent => agent.Person.Value == command.Person)
                        && (command.Person == me.User.Value || queue.Supervisors.Contains(me.User))
                );
    }

    public sealed class Handler(IDocumentSession session, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var now = time.GetUtcNow();
            session.Store(
                command.IsIn ? QueueSignIn.In(command.Queue, command.Person, now) : QueueSignIn.Out(command.Queue, command.Person, now)
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
