using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectMe.Identity;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Sms;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

public sealed partial class SmsTests(SmsTests.SmsHost host) : IClassFixture<SmsTests.SmsHost>
{
    const string Hostile = "\"},{\"to\":\"+31900\" & {secret} <b>\r\nX-Evil: 1";

    readonly Administrator _anna = new(host);

    static SmsGatewayServer Gateway => SmsHost.Gateway;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A12-05")]
    public async Task The_test_button_sends_a_message_as_the_template_says_and_tells_what_came_of_it()
    {
        await Set();
        Gateway.Requests.Clear();

        var sent = await _anna.Do("/admin/sms/test", ("number", "06 12345678"));

        Assert.Contains("+31 6 12345678", sent.Text("p"), StringComparison.Ordinal);
        Assert.Contains("queued", sent.Body, StringComparison.Ordinal);
        var request = Assert.Single(Gateway.Requests);
        Assert.Equal(("POST", "/messages?from=ConnectMe"), (request.Method, request.Path));
        Assert.Equal("Bearer geheime-sleutel", request.Headers["Authorization"]);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("+31612345678", body.GetProperty("to").GetString());
        Assert.Equal("Dit is een proefbericht van ConnectMe.", body.GetProperty("text").GetString());

        Assert.Contains("geen mobiel nummer", (await _anna.Do("/admin/sms/test", ("number", "0900 1234"))).Body, StringComparison.Ordinal);
        Assert.Single(Gateway.Requests);
    }

    [Fact]
    [Spec("A12-05")]
    public async Task What_fails_is_said_in_words_and_a_redirect_is_not_followed()
    {
        await Set();
        await Says("geheime-sleutel is no key", 401, "weigert de aanmelding", "401 ••• is no key");
        await Says("no credit", 402, "weigert het bericht", "402 no credit");
        Gateway.Requests.Clear();
        await Says("", 302, "verwijst door", "");
        Assert.Single(Gateway.Requests);
        Gateway.Answers.Enqueue((503, "busy")); // its own trouble: once more
        Assert.Contains("aangenomen", (await _anna.Do("/admin/sms/test", ("number", "0612345678"))).Body, StringComparison.Ordinal);

        await Set(("Input.Address", "https://sms.garagehofstra.invalid/"), ("Input.Body", "{text} {number}"));
        Assert.Contains("is niet te vinden", (await _anna.Do("/admin/sms/test", ("number", "0612345678"))).Body, StringComparison.Ordinal);
        Assert.Contains("is niet te vinden", await Health(), StringComparison.Ordinal);
        await Set(("Input.Address", "https://localhost:9/"));
        Assert.Contains("antwoordt niet", (await _anna.Do("/admin/sms/test", ("number", "0612345678"))).Body, StringComparison.Ordinal);
        await Set(("Input.Address", Gateway.Origin.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) + "/"));
        Assert.Contains("certificaat", (await _anna.Do("/admin/sms/test", ("number", "0612345678"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A12-05")]
    public async Task The_secret_is_shown_nowhere_kept_encrypted_and_never_goes_to_another_server()
    {
        await Set();
        var page = await _anna.Open("/admin/sms");
        Assert.DoesNotContain("geheime-sleutel", page.Body, StringComparison.Ordinal);
        Assert.Contains("Laat leeg", page.Text("#Input_Secret-h"), StringComparison.Ordinal);
        Assert.DoesNotContain("geheime-sleutel", (await Kept())!.ProtectedSecret!, StringComparison.Ordinal);

        await Set(("Input.Secret", ""), ("Input.Address", $"{Gateway.Origin}/v2"));
        Assert.NotNull((await Kept())!.ProtectedSecret);
        await Set(("Input.Secret", ""), ("Input.Address", "https://elders.example/v2"));
        Assert.Null((await Kept())!.ProtectedSecret);
    }

    [Theory]
    [InlineData("Input.Address", "http://sms.example/", "Input_Address")]
    [InlineData("Input.Address", "https://{number}.example/", "Input_Address")]
    [InlineData("Input.Address", "https://user:pass@sms.example/", "Input_Address")]
    [InlineData("Input.Address", "file:///etc/passwd", "Input_Address")]
    [InlineData("Input.Headers", "Host: intern", "Input_Headers")]
    [InlineData("Input.Headers", "geen kopregel", "Input_Headers")]
    [InlineData("Input.Headers", "Content-Length: 3", "Input_Headers")]
    [InlineData("Input.Body", "zonder tekst {number}", "Input_Body")]
    public async Task A_template_that_cannot_work_is_refused(string field, string value, string id)
    {
        var answer = await _anna.Post("/admin/sms", [.. Fields((field, value))]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text($"#{id}-e"));
    }

    [Theory]
    [InlineData("https://127.0.0.1/sms")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/sms")]
    public async Task Without_the_word_of_who_runs_the_server_nothing_goes_into_the_network(string address)
    {
        using var delivery = new SmsDelivery(new SmsSecrets(new EphemeralDataProtectionProvider()), new SmsSettings());
        var gateway = new SmsGateway(Guid.NewGuid(), SmsMethod.Post, address, "", SmsContent.Text, "{text}{number}", ProtectedSecret: null);

        Assert.Equal(SmsFaultKind.NotPublic, (await delivery.Send(gateway, "+31612345678", "x", Ct)).Fault?.Kind);
        Assert.Equal(SmsFaultKind.NotPublic, (await delivery.Reach(gateway, Ct))?.Kind);
    }

    [Theory]
    [InlineData(SmsContent.Json, "{\"to\":\"{digits}\",\"text\":\"{text}\"}")]
    [InlineData(SmsContent.Form, "to={digits}&text={text}")]
    [InlineData(SmsContent.Xml, "<sms to=\"{digits}\">{text}</sms>")]
    public async Task What_is_filled_in_stays_in_its_place(SmsContent content, string body)
    {
        var gateway = new SmsGateway(
            Guid.NewGuid(),
            SmsMethod.Post,
            "https://sms.example/?t={text}",
            "X-Text: {text}",
            content,
            body,
            null
        );

        using var request = SmsTemplate.Request(gateway, new SmsWords("+31612345678", Hostile, "s3cret"));

        var sent = await request.Content!.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("s3cret", sent + request.RequestUri + request.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", string.Concat(request.Headers.GetValues("X-Text")), StringComparison.Ordinal);
        Assert.Equal(Hostile, Uri.UnescapeDataString(request.RequestUri!.Query[3..]));
        var read = content switch
        {
            SmsContent.Json => JsonDocument.Parse(sent).RootElement.GetProperty("text").GetString(),
            SmsContent.Form => Uri.UnescapeDataString(sent.Split("text=")[1]),
            _ => System.Xml.Linq.XElement.Parse(sent).Value.Replace("\n", "\r\n", StringComparison.Ordinal),
        };
        Assert.Equal(Hostile, read);
    }

    [Fact]
    [Spec("M2-08", "A10-01")]
    public async Task A_confirmed_number_gets_the_codes_of_its_owner()
    {
        await Set();
        var sam = await Newcomer.Join(host, "sam", "861");
        Assert.Contains("Minder veilig dan een app of passkey", (await sam.Browser.Open("/second-factor")).Body, StringComparison.Ordinal);
        Assert.Contains(
            "geen mobiel",
            (await sam.Start("Sms", Garage.Password, ("Number", "0900 1234"))).Text("[role=alert]"),
            StringComparison.Ordinal
        );
        var page = await sam.Start("Sms", Garage.Password, ("Number", "06 1234 5679"));
        Assert.Equal("+31 6 ••••5679", page.Text("b.n"));
        await sam.Confirm(page, () => Texted("+31612345679"));
        Assert.Equal("+31612345679", (await sam.Kept()).Phone?.Number);

        var browser = await sam.Begin();
        Assert.Equal("+31 6 ••••5679", (await browser.Open("/sign-in/code")).Text("b.n"));
        Assert.Equal("/", (await Newcomer.Prove(browser, "Sms", Texted("+31612345679"))).Location);

        // A gateway that refuses: it is said, and another way is there.
        Gateway.Answers.Enqueue((400, "no"));
        browser = await sam.Begin();
        Gateway.Answers.Enqueue((400, "no"));
        Assert.Contains("kon niet worden verstuurd", (await Newcomer.Again(browser, "Sms")).Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("/", (await Newcomer.Prove(browser, "Recovery", sam.RecoveryCodes[0])).Location);
    }

    [Fact]
    [Spec("A12-01")]
    public async Task The_health_page_says_whether_the_gateway_is_there()
    {
        Gateway.Requests.Clear();
        await Set();

        Assert.Contains("localhost is bereikbaar", await Health(), StringComparison.Ordinal);
        Assert.Empty(Gateway.Requests); // a message costs money
    }

    static string Texted(string number) =>
        SixDigits()
            .Match(
                Gateway
                    .Requests.Select(request => JsonDocument.Parse(request.Body).RootElement)
                    .Last(body => body.GetProperty("to").GetString() == number)
                    .GetProperty("text")
                    .GetString()!
            )
            .Value;

    async Task Says(string body, int status, string words, string detail)
    {
        Gateway.Answers.Enqueue((status, body));
        var answer = await _anna.Do("/admin/sms/test", ("number", "0612345678"));
        Assert.Contains(words, answer.Document.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Contains(detail, answer.Document.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    async Task<string> Health() => (await _anna.Open("/admin/health")).Text("[data-finding=sms]");

    Task<Answer> Set(params (string Name, string Value)[] other) => _anna.Do("/admin/sms", [.. Fields(other)]);

    static IEnumerable<(string Name, string Value)> Fields(params (string Name, string Value)[] other) =>
        new (string Name, string Value)[]
        {
            ("Input.Address", $"{Gateway.Origin}/messages?from=ConnectMe"),
            ("Input.Method", "Post"),
            ("Input.Content", "Json"),
            ("Input.Headers", "Authorization: Bearer {secret}"),
            ("Input.Body", "{\"to\":\"{number}\",\"text\":\"{text}\"}"),
            ("Input.Secret", "geheime-sleutel"),
        }
            .Where(field => other.All(own => own.Name != field.Name))
            .Concat(other);

    async Task<SmsGateway?> Kept()
    {
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Garage.Id);
        return await query.LoadAsync<SmsGateway>(Garage.Id.Value, Ct);
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();

    /// <summary>May reach the gateway of this machine.</summary>
    public sealed class SmsHost(PostgresFixture postgres) : ConnectMeHost(postgres), IAsyncLifetime
    {
        public static SmsGatewayServer Gateway { get; } = new();

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await Gateway.Start();
            await InitializeAsync();
        }

        protected override void Configure(IServiceCollection services) =>
            services.AddSingleton(new SmsSettings { PrivateGateways = true, TrustedRoot = Gateway.TrustedRoot });

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Gateway.DisposeAsync();
        }
    }
}
