using System.Net;
using System.Text;

namespace ConnectMe.Modules.Tests.Identity.Ldap;

public sealed class DirectorySettingsTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    readonly Garage _garage = new(host);

    [Theory]
    [InlineData("Tls", "proef", "windows van proef", "Het wachtwoord klopt")]
    [InlineData("StartTls", "proef", "windows van proef", "Het wachtwoord klopt")]
    [InlineData("Tls", "proef", "wrong", "wordt geweigerd")]
    [InlineData("Tls", "niemand", "", "Niemand gevonden met de naam niemand")]
    [InlineData("Tls", "dubbel", "", "meer dan één persoon")]
    [InlineData("Tls", "uit", "", "uitgeschakeld of verlopen")]
    [Spec("A10-02")]
    public async Task The_test_says_in_words_how_it_goes(string security, string name, string password, string says)
    {
        await Set(
            ("Input.Security", security),
            ("Input.Servers", $"localhost:{(security == "Tls" ? host.Slapd.TlsPort : host.Slapd.Port)}")
        );

        await Says(says, name, password);
    }

    [Fact]
    public async Task The_test_says_what_is_wrong_with_the_server_and_the_settings()
    {
        await Set(("Input.Certificates", ""));
        await Says("niet te vertrouwen: de uitgever (CN=Proefautoriteit) is niet bekend");
        await Set(("Input.Servers", $"127.0.0.1:{host.Slapd.TlsPort}"));
        await Says("van een andere naam (localhost)");
        await Set(("Input.Servers", $"localhost:{host.Slapd.Port}"));
        await Says("doet geen TLS op deze poort");
        await Set(("Input.Servers", "dc1.hofstra.invalid"));
        await Says("is niet te vinden");
        await Set(("Input.Password", "wrong"));
        await Says($"Het account {Slapd.Account} wordt geweigerd");
        await Set(("Input.BaseDn", "dc=elders,dc=test"));
        await Says("De base DN dc=elders,dc=test bestaat niet");
        await Set(("Input.RequiredGroup", $"cn=weg,{Slapd.Base}"));
        await Says($"De groep cn=weg,{Slapd.Base} bestaat niet", "proef");
        await Set(("Input.RequiredGroup", $"cn=bellers,{Slapd.Base}"));
        await Says("zit niet in de verplichte groep", "linda");
        using (var silent = new SilentServer())
        {
            await Set(("Input.Servers", $"localhost:{silent.Port}"));
            await Says("binnen 4 seconden");
        }

        using var garbage = new SilentServer("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        await Set(("Input.Security", "StartTls"), ("Input.Servers", $"localhost:{garbage.Port}"));
        await Says("is geen LDAP-server");
    }

    [Fact]
    public async Task The_password_is_shown_nowhere_kept_encrypted_and_never_goes_to_another_server_or_account()
    {
        await Set();
        var page = await _garage.Anna.Open("/admin/active-directory");
        Assert.DoesNotContain(Slapd.AccountPassword, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Slapd.AccountPassword, (await host.Kept()).ProtectedPassword, StringComparison.Ordinal);

        await Set(("Input.Password", ""));
        await Says("laat het account toe");
        foreach (
            var other in ((string, string)[])[("Input.Servers", "dc2.hofstra.example"), ("Input.AccountDn", $"cn=iemand,{Slapd.Base}")]
        )
        {
            var refused = await _garage.Anna.Post("/admin/active-directory", host.Fields(("Input.Password", ""), other));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.NotEmpty(refused.Text("#Input_Password-e"));
        }
    }

    [Theory]
    [InlineData("Input.Servers", "")]
    [InlineData("Input.Servers", "ldap://dc1.hofstra.example")]
    [InlineData("Input.Servers", "dc1.hofstra.example:70000")]
    [InlineData("Input.Certificates", "-----BEGIN CERTIFICATE-----\nnee\n-----END CERTIFICATE-----")]
    [InlineData("Input.BaseDn", "hofstra")]
    [InlineData("Input.Filter", "(uid=jan)")]
    [InlineData("Input.Filter", "(uid={name}")]
    [InlineData("Input.Filter", "(&)(uid={name})")]
    [InlineData("Input.RequiredGroup", "bellers")]
    [InlineData("Input.NameAttribute", "cn)(uid=*")]
    [InlineData("Input.Domains", "hofstra")]
    [InlineData("Input.AccountDn", "")]
    public async Task What_cannot_work_is_refused(string field, string value)
    {
        var answer = await _garage.Anna.Post("/admin/active-directory", host.Fields((field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text($"#{field.Replace('.', '_')}-e"));
    }

    [Fact]
    public async Task A_certificate_can_be_sent_as_a_file()
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in host.Fields(("Input.Certificates", "")))
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(host.Slapd.Authority)), "Sent", "ca.pem");
        var browser = await _garage.Anna.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/active-directory") { Content = form };
        request.Headers.Add("RequestVerificationToken", await browser.FreshToken());
        request.Headers.Add("HX-Request", "true");
        using var response = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Says("laat het account toe");
    }

    [Theory]
    [InlineData("nl", "Wat je nodig hebt")]
    [InlineData("en", "What you need")]
    [Spec("M2-04", "A10-02")]
    public async Task Administrators_have_a_guide_in_both_languages(string language, string begins)
    {
        await _garage.Anna.Post("/language", ("culture", language), ("returnUrl", "/"));
        var page = await _garage.Anna.Open("/help/active-directory");

        Assert.Contains(begins, page.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Guide-", page.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    Task Set(params (string Name, string Value)[] other) => host.Set(_garage, other);

    async Task Says(string words, string name = "", string password = "")
    {
        var tested = await _garage.Anna.Do("/admin/active-directory/test", ("name", name), ("password", password));
        Assert.Contains(words, tested.Document.Body!.TextContent, StringComparison.Ordinal);
    }
}
