using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Menus.Features;

/// <summary>Numbers and keys that led to it lead nowhere then.</summary>
internal static class RemoveCondition
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapAction(ListMenus.Address + "/times/{id:guid}/remove", ListMenus.Address, id => new Command(id))
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
            await session.Decide(me.Company, menus => menus.RemoveCondition(command.Id), ct);
            return Outcome.Done;
        }
    }
}
