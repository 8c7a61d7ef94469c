using System.Security.Cryptography;
using System.Text.Json;
using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>A browser on its way to a provider and back: what its answer must fit.</summary>
/// <param name="State">RFC 6749 §10.12: the answer is to what this browser asked.</param>
/// <param name="Nonce">OpenID Connect Core §3.1.2.1: what is signed is about this trip.</param>
/// <param name="Verifier">RFC 7636: the code is worth nothing to who only sees it pass.</param>
/// <param name="Linking">The session of who links an account to their own; null: they sign in.</param>
internal sealed record ProviderTrip(Guid Provider, string State, string Nonce, string Verifier, string? ReturnUrl, Guid? Linking)
{
    public static ProviderTrip To(Guid provider, string? returnUrl, Guid? linking) =>
        new(provider, SessionToken.New(), SessionToken.New(), SessionToken.New(), returnUrl, linking);
}

/// <summary>
/// Keeps the trip in the browser that makes it, encrypted, for ten minutes: whoever only has the address that the provider sends back to has nothing, and
/// a stranger's clicks write nothing here. It is gone when the browser comes back, whatever it brings: an answer counts once.
/// </summary>
internal sealed class ProviderTrips(IDataProtectionProvider protection)
{
    readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("ConnectMe.ProviderTrip").ToTimeLimitedDataProtector();

    public void Begin(HttpContext context, ProviderTrip trip) =>
        context.Response.Cookies.Append(
            Name(context.Request),
            _protector.Protect(JsonSerializer.Serialize(trip), Lasts),
            SessionCookie.Options(context.Request, Lasts)
        );

    /// <returns>Null: this browser is on no trip to that provider, or not on this one.</returns>
    public ProviderTrip? End(HttpContext context, Guid provider, string? state)
    {
        var kept = context.Request.Cookies[Name(context.Request)];
        context.Response.Cookies.Delete(Name(context.Request), SessionCookie.Options(context.Request, maxAge: null));
        return kept is not null && Read(kept) is { } trip && trip.Provider == provider && trip.State == state ? trip : null;
    }

    ProviderTrip? Read(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize<ProviderTrip>(_protector.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null; // forged, too old, or of another installation
        }
    }

    static string Name(HttpRequest request) => request.IsHttps ? "__Host-connectme-trip" : "connectme-trip";

    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
}
