using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>Ends one sign-in or all others (A10-03): of one's own, or, for administrators, of anybody in the company.</summary>
internal static class EndSession
{
    public static void MapEndSession(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var mine = routes.MapGroup(Mine).DisableAntiforgery();
        mine.MapPost("/end", ([AsParameters] Parts parts, CancellationToken ct) => parts.Answer(parts.Me.User, session: null, Mine, ct));
        mine.MapPost(
            "/{session:guid}/end",
            (Guid session, [AsParameters] Parts parts, CancellationToken ct) => parts.Answer(parts.Me.User, session, Mine, ct)
        );

        var person = routes.MapGroup("/admin/people/{id:guid}/sessions").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        person.MapPost("/end", (Guid id, [AsParameters] Parts parts, CancellationToken ct) => parts.AnswerFor(id, session: null, ct));
        person.MapPost(
            "/{session:guid}/end",
            (Guid id, Guid session, [AsParameters] Parts parts, CancellationToken ct) => parts.AnswerFor(id, session, ct)
        );
    }

    public const string Mine = "/settings/security/sessions";

    /// <param name="User">Whose sign-in it is.</param>
    /// <param name="Session">Null: all but the browser that asks.</param>
    public sealed record Command(Guid User, Guid? Session);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.User).NotEmpty();
    }

    public sealed class Handler(BrowserSessions sessions, ICurrentUser me, ILogger<BrowserSessions> log) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var user = new UserId(command.User);
            if (command.Session is not { } wanted)
            {
                await sessions.EndAll(user, me.Session, ct);
                log.SessionsEnded(user, me.Company, me.User);
            }
            else if ((await sessions.Of(me.Company, user, ct)).Any(session => session.Id == wanted))
            {
                await sessions.End(wanted, ct);
                log.SessionsEnded(user, me.Company, me.User);
            }

            return Outcome.Done; // twice is once
        }
    }

    /// <summary>What both endpoints need of the request.</summary>
    internal sealed record Parts(ICurrentUser Me, IHandle<Command> End, ShownSessions Shown, IQuerySession Session)
    {
        public async Task<IResult> AnswerFor(Guid person, Guid? session, CancellationToken ct) =>
            await Session.LoadAsync<User>(person, ct) is null
                ? TypedResults.NotFound()
                : await Answer(new UserId(person), session, $"/admin/people/{person}/sessions", ct);

        public async Task<IResult> Answer(UserId person, Guid? session, string address, CancellationToken ct)
        {
            await End.Handle(new Command(person.Value, session), ct);
            return new Fragment<SessionList>(
                "/Features/ConnectMe.Identity/Settings/EndSession/_Sessions.cshtml",
                await Shown.Of(person, address, ct)
            );
        }
    }
}
