using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Identity.Domain;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>The company's side of the code flow (OpenID Connect Core §3.1): where the browser is sent, and the code made into what the provider signed.</summary>
internal sealed class ProviderClient(ProviderHttp http, ProviderSecrets secrets)
{
    /// <param name="back">Where the provider sends the browser to afterwards.</param>
    public static string AddressOf(OpenIdConnectConfiguration document, SignInProvider provider, ProviderTrip trip, string back)
    {
        var message = new OpenIdConnectMessage
        {
            IssuerAddress = document.AuthorizationEndpoint,
            EnableTelemetryParameters = false,
            ClientId = provider.ClientId,
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = "openid profile email",
            RedirectUri = back,
            State = trip.State,
            Nonce = trip.Nonce,
        };
        message.SetParameter("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(trip.Verifier))));
        message.SetParameter("code_challenge_method", "S256");
        return message.CreateAuthenticationRequestUrl();
    }

    /// <summary>
    /// Where a browser logs out of the provider (OpenID Connect RP-Initiated Logout §2). No token of the sign-in is kept to hint with, so the provider asks the person first,
    /// and shows a page of its own afterwards.
    /// </summary>
    /// <returns>Null: it does not say that it can.</returns>
    public string? LeavingOf(OpenIdConnectConfiguration document, SignInProvider provider) =>
        http.IsUsable(document.EndSessionEndpoint)
            ? new OpenIdConnectMessage
            {
                IssuerAddress = document.EndSessionEndpoint,
                EnableTelemetryParameters = false,
                ClientId = provider.ClientId,
            }.BuildRedirectUrl()
            : null;

    public async Task<(OpenIdConnectMessage? Tokens, ProviderFault? Fault)> Redeem(
        OpenIdConnectConfiguration document,
        SignInProvider provider,
        string code,
        string verifier,
        string back,
        CancellationToken ct
    )
    {
        if (secrets.Read(provider.ProtectedSecret) is not { } secret)
        {
            return (null, new ProviderFault(ProviderFaultKind.NoSecret));
        }

        using var request = Asking(document, provider.ClientId, secret, code, verifier, back);
        var (answer, fault) = await http.Send(request, ct);
        if (answer is null)
        {
            return (null, fault);
        }

        if (Read(answer.Body) is not { } said)
        {
            return (null, new ProviderFault(ProviderFaultKind.Refused, $"{answer.Status}"));
        }

        return said switch
        {
            { Error: "invalid_client" or "unauthorized_client" } => (null, Refusal(ProviderFaultKind.ClientRefused, said, secret)),
            { Error: { Length: > 0 } } => (null, Refusal(ProviderFaultKind.CodeRefused, said, secret)),
            { IdToken.Length: > 0, AccessToken.Length: > 0 } when answer.Status is 200 => (said, null),
            _ => (
                null,
                new ProviderFault(answer.Status is 401 ? ProviderFaultKind.ClientRefused : ProviderFaultKind.Refused, $"{answer.Status}")
            ),
        };
    }

    /// <summary>Client id and secret, tried with a code that nobody gave out: a provider looks at the client first (RFC 6749 §3.2.1).</summary>
    /// <returns>Null: it had nothing against the client.</returns>
    public async Task<ProviderFault?> TryClient(
        OpenIdConnectConfiguration document,
        SignInProvider provider,
        string back,
        CancellationToken ct
    )
    {
        var (_, fault) = await Redeem(document, provider, code: "connectme-test", AnyVerifier, back, ct);
        return fault is { Kind: ProviderFaultKind.CodeRefused } ? null : fault;
    }

    static HttpRequestMessage Asking(
        OpenIdConnectConfiguration document,
        string client,
        string secret,
        string code,
        string verifier,
        string back
    )
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = back,
            ["code_verifier"] = verifier,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, document.TokenEndpoint);
        request.Headers.Accept.ParseAdd("application/json");
        if (SendsSecretInBody(document))
        {
            (fields["client_id"], fields["client_secret"]) = (client, secret);
        }
        else
        {
            // RFC 6749 §2.3.1: both form-encoded before they are joined
            var pair = $"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }

        request.Content = new FormUrlEncodedContent(fields);
        return request;
    }

    /// <summary>All that we know take it there; who names other ways alone gets the standard one (OpenID Connect Discovery §3).</summary>
    static bool SendsSecretInBody(OpenIdConnectConfiguration document) =>
        document.TokenEndpointAuthMethodsSupported is not { Count: > 0 } ways || ways.Contains("client_secret_post");

    static ProviderFault Refusal(ProviderFaultKind kind, OpenIdConnectMessage said, string secret) =>
        new(kind, ProviderFault.Plain($"{said.Error} {said.ErrorDescription}").Replace(secret, "•••", StringComparison.Ordinal));

    static OpenIdConnectMessage? Read(string body)
    {
        try
        {
            return new OpenIdConnectMessage(body);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or ArgumentException)
        {
            return null;
        }
    }

    const string AnyVerifier = "connectme-test-connectme-test-connectme-test";
}
