using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>Sends a browser to a provider, and learns from what it brings back whom the provider vouches for.</summary>
internal sealed class ProviderArrival(
    ProviderDiscovery discovery,
    ProviderClient client,
    IdentityTokens tokens,
    ProviderTrips trips,
    ILogger<ProviderArrival> log
)
{
    /// <param name="linking">The session of who links an account to their own; null: they sign in.</param>
    /// <returns>Where the browser goes.</returns>
    public async Task<(string? Address, ProviderFault? Fault)> Send(
        HttpContext context,
        CompanyId company,
        SignInProvider provider,
        string? returnUrl,
        Guid? linking,
        CancellationToken ct
    )
    {
        var found = await discovery.Of(provider.Issuer, atMost: null, ct);
        if (found.Document is not { } document)
        {
            return (null, Failed(context, company, provider, found.Fault!));
        }

        var trip = ProviderTrip.To(provider.Id, returnUrl, linking);
        trips.Begin(context, trip);
        return (ProviderClient.AddressOf(document, provider, trip, BackTo(context.Request, provider.Id)), null);
    }

    public async Task<(VouchedPerson? Person, ProviderTrip? Trip, ProviderFault? Fault)> Receive(
        HttpContext context,
        CompanyId company,
        SignInProvider provider,
        ProviderReturn answer,
        CancellationToken ct
    )
    {
        if (trips.End(context, provider.Id, answer.State) is not { } trip)
        {
            return (null, null, Failed(context, company, provider, new ProviderFault(ProviderFaultKind.NotAsked)));
        }

        // RFC 9207 §2.4: another provider's answer
        if (answer.Issuer is { } from && from != provider.Issuer)
        {
            return (null, trip, Failed(context, company, provider, new ProviderFault(ProviderFaultKind.NotBelieved, "iss")));
        }

        if (answer.Code is not { Length: > 0 } code)
        {
            var said = ProviderFault.Plain($"{answer.Error} {answer.ErrorDescription}");
            return (null, trip, Failed(context, company, provider, new ProviderFault(ProviderFaultKind.BrokenOff, said)));
        }

        var (person, fault) = await Redeem(context.Request, provider, trip, code, ct);
        return person is null ? (null, trip, Failed(context, company, provider, fault!)) : (person, trip, null);
    }

    async Task<(VouchedPerson? Person, ProviderFault? Fault)> Redeem(
        HttpRequest request,
        SignInProvider provider,
        ProviderTrip trip,
        string code,
        CancellationToken ct
    )
    {
        var found = await discovery.Of(provider.Issuer, atMost: null, ct);
        if (found.Document is not { } document)
        {
            return (null, found.Fault);
        }

        var (said, fault) = await client.Redeem(document, provider, code, trip.Verifier, BackTo(request, provider.Id), ct);
        return said is null ? (null, fault) : await tokens.Look(provider, document, said, trip.Nonce, ct);
    }

    ProviderFault Failed(HttpContext context, CompanyId company, SignInProvider provider, ProviderFault fault)
    {
        log.ProviderFailed(provider.Id, company, ClientAddress.Of(context.Request), fault.Kind, fault.Detail);
        return fault;
    }

    /// <summary>The redirect URI, to be registered with the provider exactly so. One of its own for each provider, so that their answers can't be mixed up (RFC 9700 §4.4.2.2).</summary>
    public static string BackTo(HttpRequest request, Guid provider) => $"{request.Origin()}/sign-in/with/{provider}/back";
}

/// <summary>What the browser brings back (RFC 6749 §4.1.2, RFC 9207 §2).</summary>
internal sealed record ProviderReturn(string? Code, string? State, string? Issuer, string? Error, string? ErrorDescription);
