using System.Globalization;
using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class InvitationTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Garage _company = new(host);

    Administrator Anna => _company.Anna;

    [Fact]
    [Spec("A2-05")]
    public async Task The_mail_lets_the_person_choose_a_password_once()
    {
        await using var server = await MailServer.Start();
        await Anna.Do(
            "/admin/mail",
            ("Input.Host", "127.0.0.1"),
            ("Input.Port", server.Port.ToString(CultureInfo.InvariantCulture)),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.Language", "en"),
            ("Input.Site", "https://bel.garagehofstra.example")
        );

        await Anna.Do("/admin/people/new", Garage.Fields("lieke", "310"));

        var mail = MimeKit.MimeMessage.Load(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(await server.Mail("lieke@garagehofstra.example"))),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("Invitation to ConnectMe from Garage Hofstra", mail.Subject);
        var link = Garage.LinkIn(mail.TextBody!);
        Assert.StartsWith("https://bel.garagehofstra.example/set-password?token=", link, StringComparison.Ordinal);
        Assert.False(await _company.SignsIn("lieke", ""));

        var chosen = await _company.Choose(link, Garage.Password);

        Assert.Equal("/sign-in?password-is-new=true", chosen.Location);
        Assert.True(await _company.SignsIn("lieke"));
        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(link, "nog een lange zin")).Status);
        Assert.True(await _company.SignsIn("lieke"));
        Assert.Single(server.Mails(), one => one.Contains("To: lieke@", StringComparison.Ordinal)); // a first password is no change to be warned of
    }

    [Fact]
    [Spec("A2-05")]
    public async Task Sent_again_the_earlier_one_is_dead_and_the_token_is_nowhere_but_in_the_mail()
    {
        var id = await _company.Add("daan", "311");
        var first = await _company.Link("daan");

        await Anna.Do($"/admin/people/{id}/invite");

        var second = await _company.Link("daan");
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(first, Garage.Password)).Status);
        var token = second.Split('=')[1];
        var kept = Assert.Single(await Links(id));
        Assert.DoesNotContain(token, kept.ToString(), StringComparison.Ordinal);
        foreach (var page in new[] { "/admin/people", $"/admin/people/{id}" })
        {
            Assert.DoesNotContain(token, (await Anna.Open(page)).Body, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await _company.Choose(second, Garage.Password)).Status);
        await Anna.Do($"/admin/people/{id}/invite"); // who has a password is not invited any more
        Assert.Equal(second, await _company.Link("daan"));
    }

    [Fact]
    [Spec("A2-05")]
    public async Task It_expires_after_three_days_and_the_list_says_so()
    {
        var id = await _company.Add("ruben", "312");
        var link = await _company.Link("ruben");
        var kept = Assert.Single(await Links(id));
        Assert.Equal(TimeSpan.FromHours(72), kept.ExpiresAt - kept.SentAt);
        await using (var session = _company.Store.LightweightSession())
        {
            session.Store(kept with { ExpiresAt = kept.SentAt });
            await session.SaveChangesAsync(Ct);
        }

        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(link, Garage.Password)).Status);
        Assert.Contains("Uitnodiging verlopen", (await Anna.Open("/admin/people")).Text($"#person-{id}"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A2-05")]
    public async Task Used_twice_at_once_it_works_once()
    {
        await _company.Add("tess", "313");
        var link = await _company.Link("tess");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => _company.Choose(link, $"{Garage.Password} {i.ToString(CultureInfo.InvariantCulture)}"))
        );

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(answer => answer.Status is HttpStatusCode.Gone));
    }

    [Fact]
    [Spec("A2-05")]
    public async Task Sent_to_a_wrong_address_it_is_dead_when_that_is_corrected()
    {
        var id = await _company.Add("mina", "315");
        var astray = await _company.Link("mina");

        await Anna.Do($"/admin/people/{id}", Garage.Fields("mina", "315", ("Input.Email", "mina.bos@garagehofstra.example")));

        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(astray, Garage.Password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await _company.Choose(await _company.Link("mina.bos"), Garage.Password)).Status);
    }

    [Fact]
    public async Task Who_is_deactivated_cannot_use_it()
    {
        var id = await _company.Add("piet", "314");
        var link = await _company.Link("piet");

        await Anna.Do($"/admin/people/{id}/deactivate");

        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(link, Garage.Password)).Status);
    }

    [Theory]
    [InlineData("zeven77", "minstens 8 tekens")]
    [InlineData("Password1", "gelekte lijsten")]
    [InlineData("wachtwoord", "gelekte lijsten")]
    [InlineData("garagehofstra", "je naam of e-mailadres")]
    [InlineData("", "minstens 8 tekens")]
    public async Task A_weak_password_is_refused_and_the_link_still_works(string password, string refusal)
    {
        var name = $"zwak{password.Length}";
        await _company.Add(name, $"{330 + password.Length}");
        var link = await _company.Link(name);

        var refused = await _company.Choose(link, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(refusal, refused.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await _company.Choose(link, "aaaa bbbb cccc")).Status); // no rules of composition
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?token=%00%ff'--")]
    public async Task What_is_no_link_of_ours_is_gone(string query) =>
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().Open($"/set-password{query}")).Status);

    async Task<IReadOnlyList<PasswordLink>> Links(Guid user)
    {
        await using var query = _company.Store.QuerySession();
        return await query.Query<PasswordLink>().Where(link => link.UserId == user).ToListAsync(Ct);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
