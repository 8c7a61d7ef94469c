using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectMe.Identity;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Switching;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Phones are signed in by a link of the applications page, and revoked there. Each test has a person of its own.</summary>
public sealed partial class PhonesTests(PhonesTests.HostWithSms host) : IClassFixture<PhonesTests.HostWithSms>
{
    const string IPhone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/604.1";

    readonly Garage _company = new(host);

    [Fact]
    [Spec("M14.7-03")]
    public async Task The_link_by_SMS_signs_the_phone_in_and_is_sent_again_from_the_list()
    {
        var bram = new Administrator(host, "bram");
        var first = await bram.Do("/settings/applications/phone", ("way", "Sms"), ("number", "06 55500142"));
        Assert.Contains("+31655500142", first.Text(".ban--ok span"), StringComparison.Ordinal);
        var phone = host.NewBrowser();

        var entered = await Enter(phone, host.LastLinkTo("+31655500142"));

        Assert.Equal("/settings/applications", entered.Location);
        Assert.Equal(HttpStatusCode.NoContent, (await phone.Open("/me")).Status);
        var page = await bram.Open("/settings/applications");
        var row = Assert.Single(page.Document.QuerySelectorAll("#phones .set"));
        Assert.Contains("iPhone", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("laatst gezien", row.TextContent, StringComparison.Ordinal);
        var again = row.QuerySelector("button:not(.bad)")!;
        Assert.Equal("Stuur SMS opnieuw", again.TextContent);
        Assert.Equal("""{"way":"Sms","number":"+31655500142"}""", again.GetAttribute("hx-vals"));

        var before = host.LastLinkTo("+31655500142");
        var sent = await bram.Do(again.GetAttribute("hx-post")!, ("way", "Sms"), ("number", "+31655500142"));

        Assert.Contains("Verstuurd naar +31655500142", sent.Text(".ban--ok span"), StringComparison.Ordinal);
        Assert.NotEqual(before, host.LastLinkTo("+31655500142"));
        Assert.Equal("/settings/applications", (await Enter(host.NewBrowser(), host.LastLinkTo("+31655500142"))).Location);
        Assert.Contains("Er is een telefoon aangemeld", (await _company.MailTo("bram"))[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M14.7-04")]
    public async Task Revoked_the_phone_is_signed_out_at_once_its_stream_ends_and_it_is_called_no_more()
    {
        var sanne = new Administrator(host, "sanne");
        var phone = host.NewBrowser();
        await Enter(phone, await Code(sanne));
        using var stream = await phone.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
        var row = (await sanne.Open("/settings/applications")).Document.QuerySelector("#phones .set")!;
        var session = Guid.Parse(row.Id!["phone-".Length..]);
        var registry = host.Services.GetRequiredService<LineRegistry>();
        var line = new LineId(Guid.NewGuid());
        Assert.True(registry.TryClaim(line, Garage.Id, User("sanne"), session));

        var left = await sanne.Do(row.QuerySelector("button.bad")!.GetAttribute("hx-post")!);
        await lines.ReadToEndAsync(Ct).WaitAsync(TimeSpan.FromSeconds(5), Ct); // the stream has an end

        Assert.Contains("geen telefoon", left.Text("#no-phones"), StringComparison.Ordinal);
        Assert.Null(registry.OwnerOf(line)); // nothing of it rings any more
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Open("/me", ("HX-Request", "true"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await sanne.Open("/me")).Status);
    }

    [Fact]
    [Spec("M14.7-03")]
    public async Task Looking_does_not_use_the_link_up_and_confirming_does()
    {
        var joost = new Administrator(host, "joost");
        var link = await Code(joost);

        Assert.Null((await joost.Open("/settings/applications?handler=Phones")).Document.QuerySelector("hx-partial"));
        for (var look = 0; look < 3; look++)
        {
            var page = await host.NewBrowser().Open(link); // a scanner of messages
            Assert.Contains("Joost Visser van Garage Hofstra", page.Text("form p"), StringComparison.Ordinal);
            Assert.DoesNotContain(
                page.Headers,
                header => header.Key == "Set-Cookie" && header.Value.Contains("__Host-connectme=", StringComparison.Ordinal)
            );
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Enter(host.NewBrowser(), link)));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Redirect);
        Assert.NotNull((await joost.Open("/settings/applications?handler=Phones")).Document.QuerySelector("hx-partial")); // the code goes from the screen
        Assert.Equal(3, answers.Count(answer => answer.Status is HttpStatusCode.Gone));
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().Open(link)).Status);
    }

    [Fact]
    public async Task A_link_dies_of_age_of_a_newer_one_and_of_the_end_of_the_sign_in_it_was_made_in()
    {
        var noor = new Administrator(host, "noor");
        var (first, second) = (await Code(noor), await Code(noor));
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().Open(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.NewBrowser().Open(second)).Status);

        await using (var session = _company.Store.LightweightSession())
        {
            var user = User("noor").Value;
            var kept = await session.Query<PhoneLink>().SingleAsync(link => link.UserId == user, Ct);
            Assert.DoesNotContain(second.Split('=')[1], kept.ToString(), StringComparison.Ordinal);
            session.Store(kept with { ExpiresAt = kept.ExpiresAt - PhoneLink.Lasts });
            await session.SaveChangesAsync(Ct);
        }

        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().Open(second)).Status);

        var third = await Code(noor);
        await (await noor.Browser()).SignOut();
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().Open(third)).Status);
    }

    [Fact]
    public async Task A_phone_stays_for_thirty_days_and_stands_among_the_sign_ins()
    {
        var fatima = new Administrator(host, "fatima");
        await Enter(host.NewBrowser(), await Code(fatima));

        await using var query = _company.Store.QuerySession();
        var user = User("fatima").Value;
        var kept = await query
            .Query<BrowserSession>()
            .SingleAsync(session => session.UserId == user && session.Kind == SessionKind.MobileApp, Ct);

        Assert.True(kept.IsAliveAt(kept.SignedInAt.AddDays(29.9)));
        Assert.False(kept.IsAliveAt(kept.SignedInAt.AddDays(30)));
        Assert.Contains($"session-{kept.Id}", (await fatima.Open("/settings/security")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_revokes_anothers_phone_and_links_are_not_made_without_end()
    {
        var anna = new Administrator(host);
        var phone = host.NewBrowser();
        await Enter(phone, await Code(anna));
        var session = (await anna.Open("/settings/applications")).Document.QuerySelector("#phones .set")!.Id!["phone-".Length..];
        await _company.AddWithPassword("mehmet", "340");
        var mehmet = new Administrator(host, "mehmet", Garage.Password);

        await mehmet.Do($"/settings/applications/phones/{session}/revoke");

        Assert.Equal(HttpStatusCode.NoContent, (await phone.Open("/me")).Status);
        for (var link = 0; link < 10; link++)
        {
            await Code(mehmet);
        }

        var refused = await mehmet.Post("/settings/applications/phone", ("way", "Code"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("over tien minuten", refused.Text("[role=alert]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sms", "112a", "geen telefoonnummer")]
    [InlineData("Mail", "", "geen mail")]
    [InlineData("7", "", "Zo kan het niet")]
    public async Task What_cannot_be_sent_is_said(string way, string number, string refusal)
    {
        var answer = await new Administrator(host, "bram").Post("/settings/applications/phone", ("way", way), ("number", number));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text("[role=alert]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?token=%00%ff'--")]
    public async Task What_is_no_link_of_ours_is_gone(string query) =>
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().Open($"/phone{query}")).Status);

    /// <summary>The address behind the code on the person's screen.</summary>
    static async Task<string> Code(Administrator person)
    {
        var shown = await person.Do("/settings/applications/phone", ("way", "Code"));
        Assert.NotNull(shown.Document.QuerySelector("svg.qr path[d^='M4 4']")); // a corner mark behind the quiet zone
        return shown.Text("#phone-address");
    }

    /// <summary>Opens the link on a phone and confirms.</summary>
    static async Task<Answer> Enter(Browser phone, string link)
    {
        var path = new Uri(link).PathAndQuery;
        var page = await phone.Open(path);
        return page.Status is HttpStatusCode.OK
            ? await phone.Post(path, new Dictionary<string, string> { ["__RequestVerificationToken"] = page.Token }, ("User-Agent", IPhone))
            : page;
    }

    static UserId User(string name) => new(DemoCompany.People.Single(person => person.UserName == name).UserId);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The administrator has set up an SMS service; it takes what is sent.</summary>
    public sealed partial class HostWithSms(PostgresFixture postgres) : ConnectMeHost(postgres), IAsyncLifetime
    {
        readonly SmsGatewayServer _gateway = new();

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await _gateway.Start();
            await InitializeAsync();
            await new Administrator(this, "anna").Do(
                "/admin/sms",
                ("Input.Method", "Post"),
                ("Input.Address", $"{_gateway.Origin}/messages"),
                ("Input.Content", "Json"),
                ("Input.Headers", "Authorization: Bearer {secret}"),
                ("Input.Body", "{\"to\":\"{number}\",\"text\":\"{text}\"}"),
                ("Input.Secret", "geheime-sleutel")
            );
        }

        protected override void Configure(IServiceCollection services) =>
            services.AddSingleton(new SmsSettings { PrivateGateways = true, TrustedRoot = _gateway.TrustedRoot });

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _gateway.DisposeAsync();
        }

        public string LastLinkTo(string number) => Address().Match(Texts(number).Last()).Value;

        IEnumerable<string> Texts(string number) =>
            _gateway
                .Requests.Select(request => JsonDocument.Parse(request.Body).RootElement)
                .Where(message => message.GetProperty("to").GetString() == number)
                .Select(message => message.GetProperty("text").GetString()!);

        [GeneratedRegex(@"https://\S+/phone\?token=\S+", RegexOptions.None, 1000)]
        private static partial Regex Address();
    }
}
