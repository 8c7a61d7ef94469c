using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>Removes one of one's own second factors, with the password; all other browsers are signed out.</summary>
internal static class RemoveSecondFactor
{
    public const string Address = "/settings/security/factors/remove";

    // The Host checks the token of every unsafe request.
    public static void MapRemoveSecondFactor(this IEndpointRouteBuilder routes) => routes.MapPost(Address, Answer).DisableAntiforgery();

    static async Task<IResult> Answer(
        HttpContext context,
        [FromForm] SecondFactorMethod method,
        [FromForm] string? id,
        [FromForm] string? current,
        IHandle<Command> remove,
        ShownSecondFactors shown,
        CancellationToken ct
    )
    {
        var outcome = await remove.Handle(new Command(method, id ?? "", current ?? ""), ct);
        var list = await shown.Mine(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            list = list with { Refused = (method, id ?? "", invalid.Failures[0].ErrorMessage) };
        }

        return new Fragment<SecondFactorList>("/Features/ConnectMe.Identity/Settings/SecondFactors/_SecondFactors.cshtml", list);
    }

    public sealed record Command(SecondFactorMethod Method, string Id, string Password);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<SecondFactorText> text) =>
            RuleFor(command => command.Method).Must(SignInPolicy.Choosable.Contains).WithMessage(_ => text["NotAllowed"]);
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        OwnPassword own,
        BrowserSessions sessions,
        SecondFactorMail mail,
        IStringLocalizer<PasswordText> words,
        ILogger<Handler> log
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.WhyNot(command.Password, ct) is { } why)
            {
                return new Outcome.Invalid([new ValidationFailure(nameof(Command.Password), words[why])]);
            }

            await session.BeginTransactionAsync(ct);
            var before = await session.ClaimFactors(me.Company, me.User.Value, ct);
            if (await session.LoadAsync<User>(me.User.Value, ct) is { } user)
            {
                session.Store(before.Without(command.Method, command.Id));
                await mail.TellOfChange(session, me.Company, user, command.Method, isAdded: false, ct);
                await sessions.SaveAndEndAll(session, me.User, but: me.Session, ct);
                log.FactorRemoved(me.User, me.Company, command.Method, me.User);
            }

            return Outcome.Done;
        }
    }
}
