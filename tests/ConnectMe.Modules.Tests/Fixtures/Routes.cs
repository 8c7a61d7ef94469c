using ConnectMe.Identity.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>The route table of the Host, so that what is added to it is under test without being named.</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> Of(ConnectMeHost host) =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !IsForDevelopment(endpoint))
                .SelectMany(endpoint => MethodsOf(endpoint).Select(method => new Route(endpoint, method)))
                .DistinctBy(route => route.ToString()),
        ];

    /// <summary>The fallback to files that a build brings and a published Host has not.</summary>
    static bool IsForDevelopment(RouteEndpoint endpoint) => endpoint.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll);

    /// <summary>A page answers to both; without a handler for the one it shows itself.</summary>
    static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods
        : endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
            ? page.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant()).Append("GET").Distinct()
        : ["GET"];
}

internal sealed record Route(RouteEndpoint Endpoint, string Method)
{
    public string Pattern => AuditRule.ActOf(Endpoint);

    public bool IsOpen => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool NeedsRight => Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => !string.IsNullOrEmpty(data.Policy));

    public bool IsUnsafe => AuditRule.IsUnsafe(Method);

    public int Ids => Endpoint.RoutePattern.Parameters.Count;

    /// <summary>With these in the place of its parameters, the last one for all that follow.</summary>
    public string With(params Guid[] ids)
    {
        var next = 0;
        var parts = Endpoint.RoutePattern.PathSegments.Select(segment =>
            string.Concat(
                segment.Parts.Select(part =>
                    part switch
                    {
                        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => ids[Math.Min(next++, ids.Length - 1)].ToString(),
                        _ => "",
                    }
                )
            )
        );
        return "/" + string.Join('/', parts);
    }

    public override string ToString() => $"{Method} {Pattern}";
}
