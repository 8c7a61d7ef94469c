using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Menus.Features;

/// <summary>The night switch of a time condition is turned on, or off: calls go by it at once.</summary>
internal static class TurnNightSwitch
{
    // The Host checks the token of every unsafe request.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                ListMenus.Address + "/times/{id:guid}/night",
                async (Guid id, bool on, HttpContext context, IHandle<Command> handler, CancellationToken ct) =>
                {
                    await handler.Handle(new Command(id, on), ct);
                    return Going.To(context, ListMenus.Address);
                }
            )
            .RequireAuthorization(Rights.Administrator)
            .DisableAntiforgery();

    public sealed record Command(Guid Id, bool On);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await session.Decide(me.Company, menus => menus.SwitchNight(command.Id, command.On), ct);
            return Outcome.Done;
        }
    }
}
