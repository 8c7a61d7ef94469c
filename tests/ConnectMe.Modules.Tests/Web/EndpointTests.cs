using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>Found in the route table: a new page is under test without being named here, unless it opens itself to everybody.</summary>
public sealed class EndpointTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    public void Only_these_are_open_to_everybody()
    {
        var open = Endpoints().Where(IsOpen).Select(Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "/company/logo/{id:guid}",
                "/error/{code:int}",
                "/forgot-password",
                "/health/live",
                "/health/ready",
                "/language",
                "/metrics",
                "/phone",
                "/set-password",
                "/set-up",
                "/set-up/restore",
                "/set-up/restore/upload",
                "/sign-in",
                "/sign-in/code",
                "/sign-in/with/{provider:guid}",
                "/sign-in/with/{provider:guid}/back",
                "/sign-in/with/{provider:guid}/left",
            ],
            open
        );
    }

    [Fact]
    public async Task Every_other_address_is_refused_to_a_stranger()
    {
        var closed = Endpoints()
            .Where(endpoint => !IsOpen(endpoint) && Answers(endpoint, "GET"))
            .Select(Route)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(closed);
        foreach (var route in closed.Where(route => !route.Contains('{', StringComparison.Ordinal)))
        {
            var answer = await host.NewBrowser().Open(route, ("HX-Request", "true"));
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{route} answered {answer.Status}");
        }
    }

    IEnumerable<RouteEndpoint> Endpoints() =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    static bool Answers(RouteEndpoint endpoint, string method) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains(method);

    static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
}
