using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>The provider goes, and with it what linked people to it and who is signed in by it.</summary>
internal static class RemoveProvider
{
    // The Host checks the token of every unsafe request.
    public static void MapRemoveProvider(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/admin/single-sign-on/{id:guid}/remove",
                async (Guid id, HttpContext context, IQuerySession session, IHandle<Command> remove, CancellationToken ct) =>
                {
                    if (await session.LoadAsync<SignInProvider>(id, ct) is null)
                    {
                        return TypedResults.NotFound();
                    }

                    await remove.Handle(new Command(id), ct);
                    return Going.To(context, "/admin/single-sign-on");
                }
            )
            .RequireAuthorization(Rights.Administrator)
            .DisableAntiforgery();

    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, BrowserSessions sessions, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.Delete<SignInProvider>(command.Id);
            session.DeleteWhere<ProviderLink>(link => link.ProviderId == command.Id);
            await sessions.SaveAndEndByProvider(session, command.Id, but: me.Session, ct);
            return Outcome.Done;
        }
    }
}
