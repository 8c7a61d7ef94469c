using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Queues.Features;

/// <summary>Who waits in it then goes where the switchboard sends them.</summary>
internal static class RemoveQueue
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapAction(ListQueues.Address + "/{id:guid}/remove", ListQueues.Address, id => new Command(id))
            .RequireAuthorization(Rights.Administrator);

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
