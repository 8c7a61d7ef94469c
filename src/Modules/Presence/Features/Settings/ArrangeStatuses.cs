using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Presence.Features;

/// <summary>The order of the statuses, which is the standard one, and which go.</summary>
internal static class ArrangeStatuses
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var admin = routes.MapGroup(ListStatuses.Address).RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        foreach (var (step, path) in Paths)
        {
            admin.MapPost(
                $"/{{id:guid}}/{path}",
                async (Guid id, HttpContext context, IHandle<Command> handler, CancellationToken ct) =>
                {
                    await handler.Handle(new Command(id, step), ct);
                    return Going.To(context, step is Step.Remove ? ListStatuses.Address : $"{ListStatuses.Address}/{id}");
                }
            );
        }
    }

    public enum Step
    {
        Up,
        Down,
        Standard,
        Remove,
    }

    public sealed record Command(Guid Id, Step Step);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (command.Step is Step.Remove)
            {
                session.DeleteWhere<Forwarding>(forwarding => forwarding.StatusId == command.Id);
            }

            await session.Decide(
                me.Company,
                statuses =>
                    command.Step switch
                    {
                        Step.Remove => statuses.Remove(command.Id),
                        Step.Standard => statuses.MakeStandard(command.Id),
                        _ => statuses.Move(command.Id, command.Step is Step.Up),
                    },
                ct
            );
            return Outcome.Done;
        }
    }

    static readonly (Step Step, string Path)[] Paths =
    [
        (Step.Up, "up"),
        (Step.Down, "down"),
        (Step.Standard, "standard"),
        (Step.Remove, "remove"),
    ];
}
