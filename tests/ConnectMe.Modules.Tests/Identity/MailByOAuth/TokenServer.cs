using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ConnectMe.Modules.Tests.Identity.MailByOAuth;

/// <summary>A real OAuth server over HTTPS on this machine (OpenIddict): gives tokens by client credentials and to a service account, and says which are good.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string ClientId = "connectme";
    public const string Secret = "een-geheim-van-de-toepassing";
    public const string Mailbox = "pbx@garagehofstra.example";
    public const string Scope = "https://outlook.office365.com/.default";
    public const string Asker = "dovecot";
    public const string AskersSecret = "vraagt-na";
    const string ServiceAccount = "connectme@garage.iam.example";
    const string ServiceGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    readonly TemporaryFolder _folder = new();
    readonly RSA _serviceKey = RSA.Create(2048);
    readonly WebApplication _app;
    int _given;

    public TokenServer()
    {
        _app = OpenIddictServer.Build(Certificate, Configure);
        _app.UseAuthentication();
        TrustedRoot = Path.Combine(_folder.Path, "root.pem");
        File.WriteAllText(TrustedRoot, Certificate.ExportCertificatePem());
    }

    public X509Certificate2 Certificate { get; } = SmsGatewayServer.NewCertificate();

    public string TrustedRoot { get; }

    public string Origin => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public string Address => $"{Origin}/token";

    /// <summary>How many tokens it gave.</summary>
    public int Given => _given;

    public TimeSpan GoodFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whom the next tokens are about.</summary>
    public string About { get; set; } = Mailbox;

    /// <summary>As Google's console hands it out.</summary>
    public string ServiceAccountKey =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                ["type"] = "service_account",
                ["client_email"] = ServiceAccount,
                ["private_key_id"] = "k1",
                ["private_key"] = _serviceKey.ExportPkcs8PrivateKeyPem(),
                ["token_uri"] = Address,
            }
        );

    /// <summary>Its first answer takes seconds, in which it makes its keys.</summary>
    public async Task Start()
    {
        await _app.StartAsync();
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Certificate);
        using var visitor = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });
        using var nothing = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        using var refused = await visitor.PostAsync(Address, nothing, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
        _serviceKey.Dispose();
        _folder.Dispose();
    }

    void Configure(OpenIddictServerBuilder options)
    {
        options.SetTokenEndpointUris("token").SetIntrospectionEndpointUris("introspect");
        options.RegisterScopes(Scope);
        options.AllowClientCredentialsFlow().AllowCustomFlow(ServiceGrant);
        options.AcceptAnonymousClients(); // a service account is named by its assertion
        options.AddEphemeralSigningKey();
        options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Validate));
        options.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(Give));
        options.AddEventHandler<ValidateIntrospectionRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Asker || context.ClientSecret != AskersSecret)
                {
                    context.Reject(Errors.InvalidClient);
                }

                return ValueTask.CompletedTask;
            })
        );
    }

    async ValueTask Validate(ValidateTokenRequestContext context)
    {
        if (context.Request.IsClientCredentialsGrantType() && (context.ClientId != ClientId || context.ClientSecret != Secret))
        {
            context.Reject(Errors.InvalidClient, "AADSTS7000215: Invalid client secret provided.");
        }
        else if (context.Request.GrantType == ServiceGrant && await MailboxOf(context.Request.Assertion) is null)
        {
            context.Reject(Errors.InvalidGrant, "Invalid JWT Signature.");
        }
        else if (context.Request.IsClientCredentialsGrantType() && context.Request.Scope != Scope)
        {
            context.Reject(Errors.InvalidScope, "The scope is not granted.");
        }
    }

    async ValueTask Give(HandleTokenRequestContext context)
    {
        Interlocked.Increment(ref _given);
        var identity = new ClaimsIdentity("tests", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, await MailboxOf(context.Request.Assertion) ?? About);
        identity.SetAudiences(Asker);
        identity.SetAccessTokenLifetime(GoodFor);
        context.SignIn(new ClaimsPrincipal(identity));
    }

    /// <summary>For whom the service account acts; null: its assertion is not good.</summary>
    async Task<string?> MailboxOf(string? assertion)
    {
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(
            assertion,
            new TokenValidationParameters
            {
                ValidIssuer = ServiceAccount,
                ValidAudience = Address,
                IssuerSigningKey = new RsaSecurityKey(_serviceKey),
            }
        );
        return read.IsValid ? read.Claims[Claims.Subject] as string : null;
    }
}
