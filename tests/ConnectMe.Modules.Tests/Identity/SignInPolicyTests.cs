using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Of whom a second factor is demanded. A Host for each test: a policy is everybody's.</summary>
public sealed class SignInPolicyTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly ConnectMeHost _host = new(postgres);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Spec("A10-01")]
    public async Task Of_whom_it_is_demanded_and_who_has_none_adds_one_before_anything_opens()
    {
        var garage = new Garage(_host);
        var lars = await Newcomer.Join(_host, "lars", "821");
        var before = await _host.NewBrowser().SignIn("noor");
        Assert.Equal("/", before.Location); // a demo asks nobody

        await garage.Anna.Do("/admin/sign-in", ("Input.Everybody", "true"), ("Input.App", "true"));

        // Who was signed in goes on, and is led there by the next page.
        Assert.Equal(HttpStatusCode.OK, (await lars.Browser.Open("/call-widget", ("HX-Request", "true"))).Status);
        Assert.Equal("/second-factor?returnUrl=%2Fcalls", (await lars.Browser.Open("/calls")).Location);

        var browser = _host.NewBrowser();
        Assert.Equal("/calls", (await browser.SignIn("lars", Garage.Password, returnUrl: "/calls")).Location);
        Assert.Equal("/second-factor?returnUrl=%2Fcalls", (await browser.Open("/calls")).Location);
        var refused = await browser.Open("/call-widget", ("HX-Request", "true"));
        Assert.Equal((HttpStatusCode.Forbidden, "/second-factor"), (refused.Status, refused.Headers["HX-Redirect"]));
        var page = await browser.Open("/second-factor?returnUrl=%2Fcalls");
        Assert.Equal(["App"], page.Document.QuerySelectorAll(".ways button").Select(way => way.GetAttribute("value")));

        var here = lars.At(browser);
        await here.AddApp(password: ""); // it has just been typed

        Assert.Equal(10, here.RecoveryCodes.Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status);
        Assert.Equal("/", (await here.SignIn("App", here.Code(later: 1))).Location);
    }

    [Fact]
    [Spec("M2-08", "A10-01")]
    public async Task Who_has_set_up_nothing_gets_the_code_by_mail_where_the_company_allows_it()
    {
        var garage = new Garage(_host);
        var lies = await Newcomer.Join(_host, "lies", "822");
        await using (var session = garage.Store.SessionFor(Garage.Id))
        {
            session.Store(
                new MailSettings(Garage.Id.Value, "127.0.0.1", 9, MailSecurity.None, null, null, "pbx@garagehofstra.example", "nl")
            );
            await session.SaveChangesAsync(Ct);
        }

        await garage.Anna.Do("/admin/sign-in", ("Input.Everybody", "true"), ("Input.App", "true"), ("Input.Email", "true"));
        var browser = await lies.Begin();

        Assert.Contains("l•••@garagehofstra.example", (await browser.Open("/sign-in/code")).Text("b.n"), StringComparison.Ordinal);
        Assert.Equal("/", (await Newcomer.Prove(browser, "Email", await lies.MailedCode())).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status);
        Assert.Equal("/second-factor?returnUrl=%2Fcalls", (await garage.Anna.Open("/calls")).Location); // she could not set mail right any more
    }

    [Fact]
    public async Task What_the_company_no_longer_allows_still_stands_between_the_password_and_the_rest()
    {
        var garage = new Garage(_host);
        var luuk = await Newcomer.Join(_host, "luuk", "823");
        await luuk.AddApp();
        await garage.Anna.Do("/admin/sign-in", ("Input.Administrators", "true"), ("Input.Passkey", "true"));

        var browser = await luuk.Begin();

        Assert.Equal("/", (await Newcomer.Prove(browser, "App", luuk.Code(later: 1))).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await luuk.Start("App")).Status);
    }

    [Fact]
    [Spec("A10-01")]
    public async Task An_administrator_demands_it_of_one_person_and_removes_what_they_lost()
    {
        var garage = new Garage(_host);
        var loes = await Newcomer.Join(_host, "loes", "824");
        await garage.Anna.Do($"/admin/people/{loes.Id}/second-factor/demand", ("demanded", "true"));

        Assert.Equal("/second-factor?returnUrl=%2Fcalls", (await loes.Browser.Open("/calls")).Location);
        await loes.AddApp();
        Assert.Equal(HttpStatusCode.OK, (await loes.Browser.Open("/calls")).Status);
        Assert.Contains(
            "Authenticator-app",
            (await garage.Anna.Open($"/admin/people/{loes.Id}")).Text("#factors-has"),
            StringComparison.Ordinal
        );

        await garage.Anna.Do($"/admin/people/{loes.Id}/second-factor/reset");

        Assert.False(await Newcomer.IsIn(loes.Browser));
        Assert.Empty((await loes.Kept()).Methods);
        Assert.Contains("weggehaald", (await garage.MailTo("loes"))[^1].Text, StringComparison.Ordinal);
        await garage.Anna.Do($"/admin/people/{loes.Id}/second-factor/demand", ("demanded", "false"));
        Assert.Equal("/", (await _host.NewBrowser().SignIn("loes", Garage.Password)).Location);

        var anna = (await garage.User("anna"))!.Id;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await garage.Anna.Post($"/admin/people/{anna}/second-factor/reset")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await garage.Anna.Post($"/admin/people/{Guid.NewGuid()}/second-factor/reset")).Status);
    }

    [Theory]
    [InlineData("Supervisors", "Input.IsSupervisor")]
    [InlineData("Agents", "Input.IsAgent")]
    [InlineData("Administrators", "Input.IsAdministrator")]
    [Spec("A10-01", "A2-02")]
    public async Task It_is_demanded_of_a_role_and_of_nobody_else(string role, string field)
    {
        var garage = new Garage(_host);
        var others = new[] { "Input.IsSupervisor", "Input.IsAgent", "Input.IsAdministrator" }.Where(one => one != field);
        var lena = await Newcomer.Join(_host, "lena", "825", (field, "true"));
        var lotte = await Newcomer.Join(_host, "lotte", "826", [.. others.Select(other => (other, "true"))]);

        var anna = (await garage.User("anna"))!; // in the demo she is an agent and a supervisor too
        await garage.Anna.Do(
            $"/admin/people/{anna.Id}",
            Garage.Fields("anna", "201", ("Input.Name", anna.Name), ("Input.IsAdministrator", "true"))
        );
        await garage.Anna.Do("/admin/sign-in", ($"Input.{role}", "true"), ("Input.App", "true"));

        Assert.Equal("/second-factor?returnUrl=%2Fcalls", (await lena.Browser.Open("/calls")).Location);
        Assert.Equal(HttpStatusCode.OK, (await lotte.Browser.Open("/calls")).Status);
        await garage.Anna.Do($"/admin/people/{lotte.Id}", Garage.Fields("lotte", "826", (field, "true")));
        Assert.Equal("/second-factor?returnUrl=%2Fcalls", (await lotte.Browser.Open("/calls")).Location); // with the role, at once
        if (role != "Administrators")
        {
            Assert.NotNull((await garage.Anna.Open("/admin/sign-in")).Document.QuerySelector($"#Input_{role}[checked]"));
        }
    }

    [Fact]
    [Spec("A10-01")]
    public async Task A_policy_that_could_shut_people_out_is_refused()
    {
        var answer = await new Garage(_host).Anna.Post("/admin/sign-in", ("Input.Everybody", "true"), ("Input.Email", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(
            answer.Document.QuerySelectorAll(".err"),
            err => err.TextContent.Contains("werken altijd", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_policy_is_for_administrators_alone_and_is_kept_over_a_restart_of_the_memory()
    {
        var noor = _host.NewBrowser();
        await noor.SignIn("noor");
        Assert.Equal(HttpStatusCode.Forbidden, (await noor.Open("/admin/sign-in")).Status);
        var garage = new Garage(_host);
        await garage.Anna.Do("/admin/sign-in", ("Input.Administrators", "true"), ("Input.App", "true"), ("Input.Sms", "true"));

        await using var query = garage.Store.QueryFor(Garage.Id);
        var policy = await query.LoadAsync<SignInPolicy>(SignInPolicy.IdOf(Garage.Id.Value), Ct);

        Assert.Equal(SecondFactorDemand.Administrators, policy!.Demand);
        Assert.Equal([SecondFactorMethod.App, SecondFactorMethod.Sms], policy.Methods);
    }
}
