using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Identity.People;

/// <summary>The signed-in person holds a right now, not only when they signed in.</summary>
internal sealed record RightRequirement(Func<Person, bool> Holds) : IAuthorizationRequirement;

internal sealed class RightCheck(ICurrentUser me, IPeople people) : AuthorizationHandler<RightRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
        {
            return;
        }

        var all = await people.Of(me.Company, CancellationToken.None);
        if (all.Any(person => person.Id == me.User && requirement.Holds(person)))
        {
            context.Succeed(requirement);
        }
    }
}
