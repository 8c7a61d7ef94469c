using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Identity.People;

/// <summary>The signed-in person is an administrator now, not only when they signed in.</summary>
internal sealed record AdministratorRequirement : IAuthorizationRequirement;

internal sealed class AdministratorCheck(ICurrentUser me, IPeople people) : AuthorizationHandler<AdministratorRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AdministratorRequirement requirement)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
        {
            return;
        }

        var all = await people.Of(me.Company, CancellationToken.None);
        if (all.Any(person => person.Id == me.User && person.IsAdministrator))
        {
            context.Succeed(requirement);
        }
    }
}
