using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>What administrators do about the place of one person in the directory.</summary>
internal static class DirectoryLinkActions
{
    public static void MapDirectoryLinks(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var person = routes.MapGroup("/admin/people/{id:guid}/directory").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        person.MapPost(
            "/link",
            async (Guid id, [FromForm] string? name, IHandle<LinkPerson.Command> link, [AsParameters] Parts parts, CancellationToken ct) =>
                await parts.Answer(id, name, () => link.Handle(new LinkPerson.Command(id, name), ct), ct)
        );
        person.MapPost(
            "/unlink",
            async (Guid id, HttpRequest request, IHandle<UnlinkPerson.Command> unlink, [AsParameters] Parts parts, CancellationToken ct) =>
                await parts.Answer(id, typed: null, () => unlink.Handle(new UnlinkPerson.Command(id, request.Origin()), ct), ct)
        );
    }

    internal sealed record Parts(ShownDirectoryLink Shown, IQuerySession Session, IHttpContextAccessor Http)
    {
        public async Task<IResult> Answer(Guid id, string? typed, Func<Task<Outcome>> act, CancellationToken ct)
        {
            if (await Session.LoadAsync<User>(id, ct) is not { DeactivatedAt: null } person || await Shown.Of(person, ct) is null)
            {
                return TypedResults.NotFound();
            }

            var invalid = await act() as Outcome.Invalid;
            if (invalid is not null)
            {
                Http.HttpContext!.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            }

            var shown = (await Shown.Of(person, ct))! with
            {
                Typed = invalid is null ? null : typed,
                Refusal = invalid?.Failures[0].ErrorMessage,
            };
            return new Fragment<PersonDirectory>("/Features/ConnectMe.Identity/Settings/LinkPerson/_DirectoryLink.cshtml", shown);
        }
    }
}
