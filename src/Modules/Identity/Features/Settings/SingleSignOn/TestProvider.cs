using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>Looks at a provider while the administrator waits, and says what came of it.</summary>
internal static class TestProvider
{
    // The Host checks the token of every unsafe request.
    public static void MapTestProvider(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/single-sign-on/{id:guid}/test", Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();

    static async Task<IResult> Answer(
        Guid id,
        HttpContext context,
        IQuerySession session,
        ProviderDiscovery discovery,
        ProviderClient client,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (await session.LoadAsync<SignInProvider>(id, ct) is not { } provider)
        {
            return TypedResults.NotFound();
        }

        var found = await discovery.Of(provider.Issuer, atMost: TimeSpan.Zero, ct);
        var fault =
            found.Document is not { } document ? found.Fault
            : IsClockOff(found.At, time.GetUtcNow()) ? new ProviderFault(ProviderFaultKind.ClockOff)
            : await client.TryClient(document, provider, ProviderArrival.BackTo(context.Request, id), ct);
        return new Fragment<TestedProvider>(
            "/Features/ConnectMe.Identity/Settings/SingleSignOn/_TestedProvider.cshtml",
            new TestedProvider(provider.Name, provider.Issuer, fault)
        );
    }

    static bool IsClockOff(DateTimeOffset? theirs, DateTimeOffset ours) => theirs is { } at && (at - ours).Duration() > IdentityTokens.Skew;
}

/// <param name="Fault">Null: none was found.</param>
internal sealed record TestedProvider(string Name, string Issuer, ProviderFault? Fault);
