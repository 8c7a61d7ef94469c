using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Voicemail.Features;

/// <summary>The user does not want messages any more, or wants them again (M8.2-01); with the right to voicemail only.</summary>
internal static class TurnVoicemail
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/voicemail/on", isOn: true);
        Map(routes, "/voicemail/off", isOn: false);
    }

    static void Map(IEndpointRouteBuilder routes, string address, bool isOn) =>
        routes
            .MapPost(
                address,
                async (HttpContext context, IHandle<Command> turn, CancellationToken ct) =>
                    await turn.Handle(new Command(isOn), ct) is Outcome.Invalid
                        ? Results.StatusCode(StatusCodes.Status403Forbidden)
                        : Going.To(context, "/voicemail")
            )
            .RequireAuthorization()
            .DisableAntiforgery(); // the Host checks the token of every unsafe request

    public sealed record Command(bool IsOn);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OwnMessages own) => RuleFor(command => command.IsOn).MustAsync(async (_, ct) => (await own.Rights(ct)).Voicemail);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, MessageNews news) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var mailbox = await session.LoadAsync<Mailbox>(me.User.Value, ct) ?? Mailbox.Of(me.User.Value);
            session.Store(mailbox with { IsOff = !command.IsOn });
            await session.SaveChangesAsync(ct);
            await news.Tell(me.Company, [me.User.Value], ct);
            return Outcome.Done;
        }
    }
}
