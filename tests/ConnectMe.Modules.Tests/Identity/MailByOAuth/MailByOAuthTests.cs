using System.Globalization;
using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity.MailByOAuth;

/// <summary>Mail through a server that takes tokens alone. A Host for each test: the company has one mail server.</summary>
public sealed class MailByOAuthTests : IAsyncLifetime
{
    static readonly CompanyId Company = new(DemoCompany.Id);

    readonly TokenServer _tokens = new();
    readonly TrustingHost _host;
    readonly Administrator _anna;
    MailServer _behind = null!;
    SubmissionServer _server = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public MailByOAuthTests(PostgresFixture postgres)
    {
        _host = new TrustingHost(postgres, _tokens.TrustedRoot);
        _anna = new Administrator(_host);
    }

    public async ValueTask InitializeAsync()
    {
        await _tokens.Start();
        _behind = await MailServer.Start();
        _server = await SubmissionServer.Start(_tokens, _behind);
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
        await _behind.DisposeAsync();
        await _tokens.DisposeAsync();
    }

    [Fact]
    [Spec("A12-05")]
    public async Task Mail_goes_with_a_token_that_is_asked_for_once_and_again_shortly_before_it_ends()
    {
        await Set();
        var said = await Test();
        Assert.True(said.Contains("Verstuurd naar anna@garagehofstra.example", StringComparison.Ordinal), $"{said}\n{_server.Said}");
        var mail = await _behind.Mail("Testmail van ConnectMe");
        Assert.Contains("From: pbx@garagehofstra.example", mail, StringComparison.Ordinal);
        Assert.Equal(1, _tokens.Given);

        await Send("Een");
        await Send("Twee");
        await _behind.Mail("Subject: Een");
        await _behind.Mail("Subject: Twee");
        Assert.Equal(1, _tokens.Given);

        _tokens.GoodFor = TimeSpan.FromSeconds(8); // it is used for half of that
        await Test();
        await Eventually.Is(async () =>
        {
            var before = _tokens.Given;
            await Send($"Later {before}");
            await _behind.Mail($"Subject: Later {before}");
            return _tokens.Given > before;
        });
        await using var query = _host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
        var kept = await query.LoadAsync<MailSettings>(Company.Value, Ct);
        Assert.DoesNotContain(TokenServer.Secret, kept!.ProtectedPassword, StringComparison.Ordinal);
        Assert.DoesNotContain(TokenServer.Secret, (await _anna.Open("/admin/mail")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A12-05")]
    public async Task The_test_button_names_what_is_wrong()
    {
        await Set(("Input.Password", "verkeerd"));
        Assert.Contains("localhost kent dit client-id niet, of het geheim", await Test(), StringComparison.Ordinal);
        Assert.Contains("AADSTS7000215", await Test(), StringComparison.Ordinal);

        await Set(("Input.Scope", "https://graph.example/.default"));
        Assert.Contains("de scope", await Test(), StringComparison.Ordinal);

        await Set(("Input.UserName", "ander@garagehofstra.example"));
        Assert.Contains("laat deze toepassing niet in deze mailbox", await Test(), StringComparison.Ordinal);

        await Set(("Input.TokenAddress", $"https://localhost:{MailServer.FreePort()}/token"));
        Assert.Contains("localhost, die het token geeft, antwoordt niet", await Test(), StringComparison.Ordinal);

        await Set(("Input.TokenAddress", $"{_tokens.Origin}/nowhere"));
        Assert.Contains("localhost gaf geen token", await Test(), StringComparison.Ordinal);

        await using var other = await SubmissionServer.Start(_tokens, _behind, "plain");
        await Set(("Input.Port", Written(other.Port)));
        Assert.Contains("geen XOAUTH2", await Test(), StringComparison.Ordinal);
        Assert.Empty(_behind.Mails());
    }

    [Fact]
    [Spec("A12-05")]
    public async Task A_service_account_of_Google_acts_for_the_mailbox()
    {
        await Set(("Input.SignIn", "Google"), ("Input.Password", _tokens.ServiceAccountKey));

        Assert.Contains("Verstuurd naar", await Test(), StringComparison.Ordinal);
        await _behind.Mail("Testmail van ConnectMe");

        await using var another = new TokenServer();
        await another.Start(); // its key is not the first one's
        await Set(
            ("Input.SignIn", "Google"),
            ("Input.Password", another.ServiceAccountKey.Replace(another.Address, _tokens.Address, StringComparison.Ordinal))
        );
        Assert.Contains("Invalid JWT Signature", await Test(), StringComparison.Ordinal);
        var refused = await Post(("Input.SignIn", "Google"), ("Input.Password", "{}"));
        Assert.Contains("geen sleutel van een serviceaccount", refused.Text("#Input_Password-e"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A12-05")]
    public async Task Microsoft_365_needs_no_addresses_and_what_cannot_be_is_refused()
    {
        await Set(
            ("Input.SignIn", "Microsoft365"),
            ("Input.Host", ""),
            ("Input.Port", "587"),
            ("Input.Tenant", "garagehofstra.example"),
            ("Input.TokenAddress", "")
        );
        await using var query = _host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
        var kept = await query.LoadAsync<MailSettings>(Company.Value, Ct);
        Assert.Equal(("smtp.office365.com", 587, MailSecurity.StartTls), (kept!.Host, kept.Port, kept.Security));
        Assert.Equal("https://login.microsoftonline.com/garagehofstra.example/oauth2/v2.0/token", kept.OAuth!.TokenAddress);
        Assert.Equal("https://outlook.office365.com/.default", kept.OAuth.Scope);

        foreach (
            var (signIn, field, value, refusal) in new[]
            {
                ("Microsoft365", "Tenant", "geen/tenant", "geen tenant"),
                ("OAuth", "ClientId", "", "client-id"),
                ("OAuth", "TokenAddress", "http://localhost/token", "https://"),
                ("OAuth", "UserName", "pbx", "mailbox"),
            }
        )
        {
            var answer = await Post(("Input.SignIn", signIn), ($"Input.{field}", value));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(refusal, answer.Text($"#Input_{field}-e"), StringComparison.Ordinal);
        }
    }

    async Task<string> Test() => (await _anna.Do("/admin/mail/test")).Document.Body!.TextContent;

    async Task Set(params (string Name, string Value)[] more)
    {
        var answer = await Post(more);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text(".err"));
    }

    Task<Answer> Post(params (string Name, string Value)[] more) =>
        _anna.Post(
            "/admin/mail",
            [
                .. new (string Name, string Value)[]
                {
                    ("Input.Host", "localhost"),
                    ("Input.Port", Written(_server.Port)),
                    ("Input.Security", "StartTls"),
                    ("Input.Sender", TokenServer.Mailbox),
                    ("Input.Language", "nl"),
                    ("Input.SignIn", "OAuth"),
                    ("Input.UserName", TokenServer.Mailbox),
                    ("Input.ClientId", TokenServer.ClientId),
                    ("Input.TokenAddress", _tokens.Address),
                    ("Input.Scope", TokenServer.Scope),
                    ("Input.Password", TokenServer.Secret),
                }.Where(field => more.All(one => one.Name != field.Name)),
                .. more.DistinctBy(one => one.Name),
            ]
        );

    async Task Send(string subject)
    {
        await using var session = _host.Services.GetRequiredService<IDocumentStore>().SessionFor(Company);
        _host
            .Services.GetRequiredService<IMail>()
            .Add(session, Company, new MailMessage("bram@garagehofstra.example", subject, "Met een token."));
        await session.SaveChangesAsync(Ct);
    }

    static string Written(int port) => port.ToString(CultureInfo.InvariantCulture);

    sealed class TrustingHost(PostgresFixture postgres, string root) : ConnectMeHost(postgres)
    {
        protected override IEnumerable<(string Name, string Value)> Settings =>
            [("Mail:PrivateTokenServers", "true"), ("Mail:TrustedRoot", root)];
    }
}
