using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Queues.Features;

/// <summary>Who waits in it then goes where the switchboard sends them.</summary>
internal static class RemoveQueue
{
    // The Host checks the token of every unsafe request.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                ListQueues.Address + "/{id:guid}/remove",
                async (Guid id, HttpContext context, IHandle<Command> handler, CancellationToken ct) =>
                {
                    await handler.Handle(new Command(id), ct);
                    return Going.To(context, ListQueues.Address);
                }
            )
            .RequireAuthorization(Rights.Administrator)
            .DisableAntiforgery();

    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.DeleteWhere<QueueSignIn>(one => one.QueueId == command.Id);
            await session.Decide(me.Company, queues => queues.Remove(command.Id), ct);
            return Outcome.Done;
        }
    }
}
