using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Menus.Features;

/// <summary>Numbers and keys that led to it lead nowhere then.</summary>
internal static class RemoveMenu
{
    // The Host checks the token of every unsafe request.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                ListMenus.Address + "/{id:guid}/remove",
                async (Guid id, HttpContext context, IHandle<Command> handler, CancellationToken ct) =>
                {
                    await handler.Handle(new Command(id), ct);
                    return Going.To(context, ListMenus.Address);
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
            session.DeleteWhere<MenuGreeting>(greeting => greeting.MenuId == command.Id);
            await session.Decide(me.Company, menus => menus.RemoveMenu(command.Id), ct);
            return Outcome.Done;
        }
    }
}
