using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ConnectMe.Kernel.Outside;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ConnectMe.Modules.Tests.Identity.SingleSignOn;

/// <summary>
/// A real OpenID provider over HTTPS on this machine (OpenIddict): whoever comes is <see cref="Person"/>. What it signs, and how it describes itself, can be
/// spoiled.
/// </summary>
public sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "connectme";
    public const string Secret = "een-geheim-van-de-aanbieder";

    readonly TemporaryFolder _folder = new();
    readonly X509Certificate2 _certificate = SmsGatewayServer.NewCertificate();
    readonly WebApplication _app;
    readonly HttpClient _visitor;

    public OpenIdProvider()
    {
        _app = OpenIddictServer.Build(_certificate, Configure);
        _app.Use(
            (context, next) =>
            {
                if (ClockOff != TimeSpan.Zero)
                {
                    context.Response.Headers.Date = (TimeProvider.System.GetUtcNow() + ClockOff).ToString("r");
                }

                return next(context);
            }
        );
        _app.UseAuthentication();
        TrustedRoot = Path.Combine(_folder.Path, "root.pem");
        File.WriteAllText(TrustedRoot, _certificate.ExportCertificatePem());
        _visitor = OutsideHttp.Client(anywhere: true, TrustedRoot, TimeSpan.FromSeconds(10));
    }

    /// <summary>With what it signs.</summary>
    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "key-of-tests" };

    public string TrustedRoot { get; }

    /// <summary>As it writes itself.</summary>
    public string Issuer => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/";

    public OpenIdPerson Person { get; set; } = new("nobody");

    /// <summary>What is handed out in the place of the token that it made; null: that.</summary>
    public Func<JsonObject, string>? Forge { get; set; }

    /// <summary>What its description says otherwise.</summary>
    public Action<OpenIddictResponse>? Describe { get; set; }

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan ClockOff { get; set; }

    public Task Start() => _app.StartAsync();

    /// <summary>A browser comes here, is who <see cref="Person"/> is, and is sent back.</summary>
    /// <returns>Where to.</returns>
    public async Task<string> Visit(string address)
    {
        using var answer = await _visitor.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The client whose people log out here: the last that asked.</summary>
    public string? LeftBy { get; private set; }

    /// <summary>A browser comes to log out.</summary>
    public async Task<HttpStatusCode> Leave(string address)
    {
        using var answer = await _visitor.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public string Sign(JsonObject payload) => Sign(payload, Key, SecurityAlgorithms.RsaSha256);

    public static string Sign(JsonObject payload, SecurityKey key, string algorithm) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            payload.ToJsonString(),
            new SigningCredentials(key, algorithm)
        );

    public static string Unsigned(JsonObject payload) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(payload.ToJsonString())}.";

    /// <summary>Its public key, which everybody has, as if it were a secret that two share.</summary>
    public SymmetricSecurityKey PublicKeyAsSecret =>
        new(Encoding.ASCII.GetBytes(Key.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = Key.KeyId };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _visitor.Dispose();
        _certificate.Dispose();
        _folder.Dispose();
    }

    void Configure(OpenIddictServerBuilder options)
    {
        options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("logout");
        options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        options.RegisterScopes(Scopes.Email, Scopes.Profile);
        options.AddSigningKey(Key);
        options.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (
                    context.ClientId != ClientId
                    || context.RedirectUri?.StartsWith("https://localhost/sign-in/with/", StringComparison.Ordinal) != true
                )
                {
                    context.Reject(Errors.InvalidClient);
                }

                return ValueTask.CompletedTask;
            })
        );
        options.AddEventHandler<HandleAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                context.SignIn(Person.ToPrincipal(context.Request.GetScopes()));
                return ValueTask.CompletedTask;
            })
        );
        options.AddEventHandler<ValidateEndSessionRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId)
                {
                    context.Reject(Errors.InvalidClient);
                }

                return ValueTask.CompletedTask;
            })
        );
        options.AddEventHandler<HandleEndSessionRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                LeftBy = context.Request.ClientId;
                context.SignOut();
                return ValueTask.CompletedTask;
            })
        );
        options.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler
                .UseInlineHandler(context =>
                {
                    if (context.ClientId != ClientId || context.ClientSecret != Secret)
                    {
                        context.Reject(Errors.InvalidClient, "The client credentials are invalid.");
                    }

                    return ValueTask.CompletedTask;
                })
                .SetOrder(int.MinValue + 100_000)
        );
        options.AddEventHandler<ApplyTokenResponseContext>(handler =>
            handler
                .UseInlineHandler(context =>
                {
                    if (Forge is { } forge && context.Response.IdToken is { } real)
                    {
                        context.Response.IdToken = forge(JsonNode.Parse(Base64UrlEncoder.Decode(real.Split('.')[1]))!.AsObject());
                    }

                    return ValueTask.CompletedTask;
                })
                .SetOrder(int.MinValue + 100_000)
        );
        options.AddEventHandler<ApplyConfigurationResponseContext>(handler =>
            handler
                .UseInlineHandler(context =>
                {
                    Describe?.Invoke(context.Response);
                    return ValueTask.CompletedTask;
                })
                .SetOrder(int.MinValue + 100_000)
        );
    }
}

/// <summary>Who is signed in at the provider, and what it says of them.</summary>
public sealed record OpenIdPerson(string Subject)
{
    public string Name { get; init; } = "";

    public string? Email { get; init; }

    public bool? EmailVerified { get; init; }

    public string? HostedDomain { get; init; }

    public bool? DomainOwnerVerified { get; init; }

    public string[] Methods { get; init; } = [];

    internal ClaimsPrincipal ToPrincipal(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("tests", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, Subject).SetClaim(Claims.Name, Name).SetClaim(Claims.Email, Email);
        identity.SetClaim("hd", HostedDomain);
        if (EmailVerified is { } verified)
        {
            identity.SetClaim(Claims.EmailVerified, verified);
        }

        if (DomainOwnerVerified is { } owner)
        {
            identity.SetClaim("xms_edov", owner);
        }

        if (Methods.Length > 0)
        {
            identity.SetClaims(Claims.AuthenticationMethodReference, [.. Methods]);
        }

        identity.SetScopes(scopes);
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
