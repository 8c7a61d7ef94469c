using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Telephony.Features;

/// <summary>Listening in on a colleague's call, whispering to them, barging in or taking their place, by the right to it. Its buttons stand beside the running calls, and in the widget.</summary>
internal static class SuperviseCall
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var supervision = routes.MapGroup("/supervision").RequireAuthorization(Rights.Supervise).DisableAntiforgery(); // the Host checks the token
        supervision.MapPost(
            "/",
            async ([FromForm] Form? form, IHandle<Command> handler, CancellationToken ct) =>
                new CallWidgetResult(
                    await handler.Handle(
                        new Command(Call: null, form?.Target, form?.Mode, Guid.TryParse(form?.Line, out var line) ? line : default),
                        ct
                    )
                )
        );
        supervision.MapPost(
            "/{id:guid}",
            async (Guid id, [FromForm] Form? form, IHandle<Command> handler, CancellationToken ct) =>
                new CallWidgetResult(await handler.Handle(new Command(id, form?.Target, form?.Mode, Line: default), ct))
        );
        supervision.MapPost(
            "/{id:guid}/take-over",
            async (Guid id, IHandle<ControlCall.Command> handler, CancellationToken ct) =>
                new CallWidgetResult(await handler.Handle(new ControlCall.Command(id, TakeOver), ct))
        );
    }

    static SwitchboardInput.TakeOver TakeOver(CallId call, UserId me) => new(call, me, new CallId(Guid.CreateVersion7()));

    /// <param name="Call">The supervision that changes; null: one begins.</param>
    /// <param name="Target">The colleague's extension, of one that begins.</param>
    public sealed record Command(Guid? Call, string? Target, SupervisionMode? Mode, Guid Line);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Mode).NotNull().IsInEnum();
            RuleFor(command => command.Target).NotEmpty().MaximumLength(64).When(command => command.Call is null);
        }
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var mode = command.Mode!.Value;
            await switchboard.Post(
                command.Call is { } call
                    ? new SwitchboardInput.ChangeSupervision(new CallId(call), me.User, mode)
                    : new SwitchboardInput.Supervise(
                        new CallId(Guid.CreateVersion7()),
                        me.User,
                        new LineId(command.Line),
                        command.Target!,
                        mode
                    )
            );
            return Outcome.Done;
        }
    }

    // Null: a form without any of these. Properties, not constructor parameters: the form mapper takes every parameter for required.
    sealed record Form
    {
        public string? Target { get; init; }
        public SupervisionMode? Mode { get; init; }
        public string? Line { get; init; }
    }
}
