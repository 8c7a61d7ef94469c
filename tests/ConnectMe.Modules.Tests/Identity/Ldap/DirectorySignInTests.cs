using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity.Ldap;

/// <summary>Signing in with the password that people have in the company's own directory: a real slapd.</summary>
public sealed partial class DirectorySignInTests(DirectoryHost host, ITestOutputHelper output) : IClassFixture<DirectoryHost>
{
    readonly Garage _garage = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M2-04")]
    public async Task Who_is_linked_signs_in_with_the_directorys_password_and_not_with_their_own()
    {
        await host.Set(_garage);
        var (id, before) = (await _garage.AddWithPassword("lin", "871"), host.NewBrowser());
        await before.SignIn("lin", Garage.Password);

        await Link(id, "linda");

        Assert.False(await Newcomer.IsIn(before)); // it was another password
        Assert.False(await _garage.SignsIn("lin"));
        Assert.False(await _garage.SignsIn("lin", "wrong"));
        Assert.True(await _garage.SignsIn("lin", Slapd.PasswordOf("linda")));
        Assert.True(await _garage.SignsIn("LIN@garagehofstra.example", Slapd.PasswordOf("linda")));
        Assert.True(await _garage.SignsIn("linda", Slapd.PasswordOf("linda"))); // as at their computer
        Assert.True(await _garage.SignsIn(@"HOFSTRA\Linda", Slapd.PasswordOf("linda")));
        await Eventually.Is(async () => (await History(id)).Contains("data-sign-in=\"Denied\"", StringComparison.Ordinal));
        Assert.Contains("Met het wachtwoord van de directory", await History(id), StringComparison.Ordinal);

        await _garage.Anna.Do($"/admin/people/{id}/directory/unlink");
        Assert.True(await _garage.SignsIn("lin"));
        Assert.False(await _garage.SignsIn("lin", Slapd.PasswordOf("linda")));
    }

    [Fact]
    [Spec("M2-04")]
    public async Task Another_name_or_place_in_the_directory_is_the_same_person_and_the_same_name_is_not()
    {
        await host.Set(_garage);
        var id = await _garage.AddWithPassword("oudje", "872");
        await Link(id, "oud");
        await host.Slapd.Change(
            $"""
            dn: uid=oud,ou=mensen,{Slapd.Base}
            changetype: delete

            """
        );
        await host.Slapd.Change(
            Slapd
                .Person("oud")
                .Replace("objectClass: inetOrgPerson", "changetype: add\nobjectClass: inetOrgPerson", StringComparison.Ordinal)
        );

        Assert.False(await _garage.SignsIn("oudje", Slapd.PasswordOf("oud"))); // somebody else's now
        await _garage.Anna.Do($"/admin/people/{id}/directory/unlink");
    }

    [Fact]
    public async Task Without_a_password_nobody_is_believed()
    {
        await host.Set(_garage);
        var id = await _garage.AddWithPassword("leeg", "873");
        await Link(id, "omar");

        Assert.False(await _garage.SignsIn("leeg", "")); // this server would say "success"
        Assert.False(await _garage.SignsIn("omar", ""));
        Assert.True(await _garage.SignsIn("leeg", Slapd.PasswordOf("omar")));
    }

    [Theory]
    [InlineData("*)(uid=*")]
    [InlineData("*")]
    [InlineData("ste*")]
    [InlineData("stef)(|(uid=*")]
    [InlineData("\\2a")]
    public async Task What_is_typed_is_a_name_and_nothing_else(string typed)
    {
        await host.Set(_garage, ("Input.Domains", "garagehofstra.example"));

        Assert.False(await _garage.SignsIn(typed, Slapd.PasswordOf("stef")));
        Assert.Contains("Niemand gevonden", (await Test(typed)).Text("[data-step=failed]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_disabled_found_twice_or_not_in_the_group_does_not_sign_in()
    {
        await host.Set(_garage, ("Input.Domains", "garagehofstra.example"));
        Assert.False(await _garage.SignsIn("uit", Slapd.PasswordOf("uit")));
        Assert.False(await _garage.SignsIn("dubbel", Slapd.PasswordOf("dubbel")));

        await host.Set(_garage, ("Input.Domains", "garagehofstra.example"), ("Input.RequiredGroup", $"cn=bellers,{Slapd.Base}"));
        Assert.False(await _garage.SignsIn("buiten", Slapd.PasswordOf("buiten")));
        Assert.True(await _garage.SignsIn("proef", Slapd.PasswordOf("proef")));
    }

    [Fact]
    public async Task An_administrator_keeps_a_way_back_with_their_own_password()
    {
        await host.Set(_garage);
        var id = await _garage.AddWithPassword("baas", "874", ("Input.IsAdministrator", "true"));
        await Link(id, "gerda");

        Assert.True(await _garage.SignsIn("baas", Slapd.PasswordOf("gerda")));
        Assert.True(await _garage.SignsIn("baas"));
        await host.Slapd.Kill();
        Assert.True(await _garage.SignsIn("baas"));
        await host.Slapd.Start();

        var without = await _garage.Add("kaal", "875", ("Input.IsAdministrator", "true"));
        var refused = await _garage.Anna.Post($"/admin/people/{without}/directory/link", ("name", "roos"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("weg terug", refused.Text("#directory-name-e"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M2-04")]
    public async Task While_the_directory_is_away_people_with_their_own_password_come_in_and_all_others_are_told()
    {
        await host.Set(_garage);
        var id = await _garage.AddWithPassword("tessa", "876");
        await Link(id, "tess");
        await host.Slapd.Kill();

        var linked = await host.NewBrowser().SignIn("tessa", Slapd.PasswordOf("tess"));
        var unknown = await host.NewBrowser().SignIn("niemand", Slapd.PasswordOf("tess"));

        Assert.Contains("de directory van je bedrijf antwoordt nu niet", linked.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal((linked.Status, linked.Text("[role=alert]")), (unknown.Status, unknown.Text("[role=alert]")));
        Assert.True(await _garage.SignsIn("bram", "welkom-bij-connectme"));
        Assert.Contains(
            "antwoordt niet",
            (await _garage.Anna.Open("/admin/health")).Text("[data-finding=directory]"),
            StringComparison.Ordinal
        );

        await host.Slapd.Start();
        Assert.True(await _garage.SignsIn("tessa", Slapd.PasswordOf("tess")));
        Assert.Contains(
            "laat het account toe",
            (await _garage.Anna.Open("/admin/health")).Text("[data-finding=directory]"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_second_server_is_asked_when_the_first_does_not_answer_and_nobody_waits_for_it_twice()
    {
        using var silent = new SilentServer();
        await host.Set(
            _garage,
            ("Input.Servers", $"localhost:{silent.Port}\r\nlocalhost:{host.Slapd.TlsPort}"),
            ("Input.Domains", "garagehofstra.example")
        );

        var first = Stopwatch.GetTimestamp();
        Assert.True(await _garage.SignsIn("milan", Slapd.PasswordOf("milan")));
        Assert.True(Stopwatch.GetElapsedTime(first) > TimeSpan.FromSeconds(3.5), "the first server was not asked");
        var second = Stopwatch.GetTimestamp();
        Assert.True(await _garage.SignsIn("milan", Slapd.PasswordOf("milan")));
        Assert.True(Stopwatch.GetElapsedTime(second) < TimeSpan.FromSeconds(3.5), "the first server was asked again");
    }

    [Fact]
    [Spec("A3")]
    public async Task Guessing_here_does_not_lock_the_account_there_and_a_browser_that_knows_the_person_goes_on()
    {
        await host.Set(_garage);
        var id = await _garage.AddWithPassword("veer", "877");
        await Link(id, "vera");
        var own = host.NewBrowser();
        Assert.Equal(HttpStatusCode.Redirect, (await own.SignIn("veer", Slapd.PasswordOf("vera"))).Status);
        await own.SignOut();
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var guess = 0; guess < 6; guess++)
        {
            answers.Add((await From(guess, "veer", "wrong")).Text("[role=alert]"));
            answers.Add((await From(guess, "niemand", "wrong")).Text("[role=alert]"));
        }

        Assert.Single(answers);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await From(9, "veer", Slapd.PasswordOf("vera"))).Status); // not asked any more
        Assert.Equal(HttpStatusCode.Redirect, (await own.SignIn("veer", Slapd.PasswordOf("vera"))).Status);
    }

    /// <summary>Of the directory's own steps; of the password's work <see cref="SignInTriesTests"/> tells.</summary>
    [Fact]
    [Spec("A2")]
    public async Task An_unknown_name_takes_as_long_as_a_wrong_password_of_somebody_linked_or_with_their_own()
    {
        await host.Set(_garage);
        var id = await _garage.AddWithPassword("traag", "881");
        await Link(id, "gast");
        await _garage.AddWithPassword("eigen", "882");
        var browser = host.NewBrowser();
        var token = (await browser.Open("/sign-in")).Token;
        var p = 0.0;
        for (var round = 0; round < 3 && p <= 0.01; round++)
        {
            var times = ((string[])["traag", "niemand", "eigen"]).ToDictionary(name => name, _ => new List<double>());
            for (var turn = 0; turn < 15; turn++)
            {
                foreach (var name in times.Keys.Skip(turn % 3).Concat(times.Keys.Take(turn % 3)))
                {
                    var fields = new Dictionary<string, string>
                    {
                        ["Name"] = name,
                        ["password"] = "wrong",
                        ["__RequestVerificationToken"] = token,
                    };
                    var start = Stopwatch.GetTimestamp();
                    await browser.Post("/sign-in", fields, (FromThisMachine.AddressHeader, $"10.2{round}.0.{turn}"));
                    times[name].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            p = Math.Min(RankSum.Likelihood(times["traag"], times["niemand"]), RankSum.Likelihood(times["eigen"], times["niemand"]));
            foreach (var (name, all) in times)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {all.Order().ElementAt(7):F1} ms, p = {p:F3}"));
            }
        }

        Assert.True(p > 0.01, "names are told apart by their time");
    }

    [Fact]
    public async Task A_second_factor_comes_after_the_directorys_password_as_after_any()
    {
        await host.Set(_garage);
        var person = await Newcomer.Join(host, "tweede", "878");
        await person.AddApp();
        await Link(person.Id, "kim");

        var browser = host.NewBrowser();
        Assert.Equal("/sign-in/code", (await browser.SignIn("tweede", Slapd.PasswordOf("kim"))).Location);
        Assert.Equal("/", (await Newcomer.Prove(browser, "App", person.Code(1))).Location);
        Assert.Contains("directory en een tweede stap", await History(person.Id), StringComparison.Ordinal);
    }

    Task<Answer> From(int place, string name, string password) =>
        host.NewBrowser().SignIn(name, password, headers: (FromThisMachine.AddressHeader, $"203.0.113.{place + 1}"));

    async Task Link(Guid id, string name) => await _garage.Anna.Do($"/admin/people/{id}/directory/link", ("name", name));

    Task<Answer> Test(string name, string password = "") =>
        _garage.Anna.Do("/admin/active-directory/test", ("name", name), ("password", password));

    async Task<string> History(Guid id) => (await _garage.Anna.Open($"/admin/people/{id}")).Document.QuerySelector("#sign-ins")!.OuterHtml;

    async Task<DirectoryLink?> LinkOf(string userName)
    {
        await using var query = _garage.Store.QueryFor(Garage.Id);
        return await _garage.User(userName) is { } user ? await query.LoadAsync<DirectoryLink>(user.Id, Ct) : null;
    }
}
