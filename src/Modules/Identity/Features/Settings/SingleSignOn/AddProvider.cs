using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>A provider that is off and has nothing filled in: its page shows the redirect URI, which its makers ask for before they give a client id.</summary>
internal static class AddProvider
{
    // The Host checks the token of every unsafe request.
    public static void MapAddProvider(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/single-sign-on/new", Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();

    static async Task<IResult> Answer(HttpContext context, [FromForm] ProviderKind kind, IHandle<Command> add, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        return await add.Handle(new Command(id, kind), ct) is Outcome.Invalid invalid
            ? TypedResults.Text(invalid.Failures[0].ErrorMessage, statusCode: StatusCodes.Status422UnprocessableEntity)
            : Going.To(context, $"/admin/single-sign-on/{id}");
    }

    public sealed record Command(Guid Id, ProviderKind Kind);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IQuerySession session, IStringLocalizer<SingleSignOnText> text)
        {
            RuleFor(command => command.Kind).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(command => command.Id)
                .MustAsync(async (_, ct) => await session.Query<SignInProvider>().CountAsync(ct) < SignInProvider.Most)
                .WithMessage(_ => text["TooMany", SignInProvider.Most]);
        }
    }

    public sealed class Handler(IDocumentSession session, IAuditedRequest audit, IStringLocalizer<SingleSignOnText> text) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var name = command.Kind is ProviderKind.Other ? "" : text[$"Short-{command.Kind}"].Value;
            audit.About(name);
            session.Insert(new SignInProvider(command.Id, command.Kind, name, IssuerOf(command.Kind), "", null));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }

    /// <summary>The one that is the same for everybody; of the others a form shows the pattern.</summary>
    static string IssuerOf(ProviderKind kind) => kind is ProviderKind.Google ? "https://accounts.google.com" : "";
}
