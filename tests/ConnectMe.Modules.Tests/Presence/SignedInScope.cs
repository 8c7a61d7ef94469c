using System.Security.Claims;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Presence;

/// <summary>The services of a request that somebody of the demo company makes, for what has no page of its own.</summary>
internal static class SignedInScope
{
    public static AsyncServiceScope SignedIn(this ConnectMeHost host, UserId person)
    {
        var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            User = new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new Claim("company", DemoCompany.Id.ToString("n")), new Claim("sub", person.Value.ToString("n"))],
                    "test"
                )
            ),
        };
        return scope;
    }
}
