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

/// <summary>What administrators do about the second factor of one person.</summary>
internal static class PersonSecondFactorActions
{
    public static void MapPersonSecondFactors(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var person = routes
            .MapGroup("/admin/people/{id:guid}/second-factor")
            .RequireAuthorization(Rights.Administrator)
            .DisableAntiforgery();
        person.MapPost(
            "/demand",
            async (
                Guid id,
                [FromForm] bool demanded,
                IHandle<DemandSecondFactor.Command> demand,
                [AsParameters] Parts parts,
                CancellationToken ct
            ) => await parts.Answer(id, () => demand.Handle(new DemandSecondFactor.Command(id, demanded), ct), ct)
        );
        person.MapPost(
            "/reset",
            async (Guid id, IHandle<ResetSecondFactors.Command> reset, [AsParameters] Parts parts, CancellationToken ct) =>
                await parts.Answer(id, () => reset.Handle(new ResetSecondFactors.Command(id), ct), ct)
        );
    }

    internal sealed record Parts(ShownSecondFactors Shown, IQuerySession Session)
    {
        public async Task<IResult> Answer(Guid id, Func<Task<Outcome>> act, CancellationToken ct)
        {
            if (await Session.LoadAsync<User>(id, ct) is not { DeactivatedAt: null } person)
            {
                return TypedResults.NotFound();
            }

            return await act() is Outcome.Invalid
                ? TypedResults.UnprocessableEntity()
                : new Fragment<PersonSecondFactors>(
                    "/Features/ConnectMe.Identity/Settings/SecondFactors/_PersonSecondFactors.cshtml",
                    await Shown.Of(person, ct)
                );
        }
    }
}
