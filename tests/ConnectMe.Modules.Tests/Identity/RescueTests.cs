using System.Globalization;
using System.Net;
using ConnectMe.Host.Rescue;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>An administrator who has lost what they prove themselves with gets in again by the command line of the server, beside the Host that runs.</summary>
public sealed class RescueTests(RescuedHost host) : IClassFixture<RescuedHost>
{
    [Fact]
    public async Task Who_lost_password_and_second_factor_chooses_a_new_password_and_has_no_second_factor_any_more()
    {
        var lost = await Newcomer.Join(host, "verloren", "371", ("Input.IsAdministrator", "true"));
        await lost.AddApp();

        var (code, said) = await Run("--name", "Verloren", "--site", "https://bellen.garagehofstra.example/");
        Assert.Equal(0, code);
        var link = Garage.LinkIn(said);
        Assert.StartsWith("https://bellen.garagehofstra.example/set-password?token=", link, StringComparison.Ordinal);

        var page = await host.NewBrowser().Open(new Uri(link).PathAndQuery);
        Assert.Contains("tweede stap", page.Text("#rescue"), StringComparison.Ordinal);
        await _company.Choose(link, "een heel andere zin met boten");
        Assert.True(await _company.SignsIn("verloren", "een heel andere zin met boten"));
        Assert.Empty((await lost.Kept()).Methods);
        Assert.Empty((await lost.Kept()).Recovery);
        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(link, Garage.Password)).Status);

        var entries = await Entries(lost.Id);
        Assert.Contains(entries, entry => entry is { Act: AuditEntry.RescueOffered, By: null, About: "Nieuwe verloren", Number: > 0 });
        Assert.Contains(entries, entry => entry.Act == AuditEntry.Rescued && entry.By == lost.Id);
    }

    [Fact]
    public async Task A_link_works_for_a_quarter_of_an_hour_and_the_next_takes_its_place()
    {
        var id = await _company.AddWithPassword("tijdelijk", "372", ("Input.IsAdministrator", "true"));

        var first = Garage.LinkIn((await Run("--name", "tijdelijk", "--site", "https://localhost")).Said);
        await Run("--name", "tijdelijk");

        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(first, Garage.Password)).Status);
        await using var query = _company.Store.QuerySession();
        var link = await query.Query<PasswordLink>().SingleAsync(one => one.UserId == id, Ct);
        Assert.Equal(TimeSpan.FromMinutes(15), link.ExpiresAt - link.SentAt);
        Assert.True(await _company.SignsIn("tijdelijk")); // what was not used changed nothing
    }

    [Fact]
    public async Task Nobody_else_is_let_in()
    {
        await _company.AddWithPassword("gewoon", "373");

        Assert.Equal((1, "Nobody signs in as niemand.\n"), await Run("--name", "niemand"));
        Assert.Contains("no administrator", (await Run("--name", "gewoon")).Said, StringComparison.Ordinal);
        Assert.Contains("--name", (await Run()).Said, StringComparison.Ordinal);
    }

    async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        await using var said = new StringWriter(CultureInfo.InvariantCulture);
        var code = await RescueCommand.Run(["rescue", .. arguments, $"--ConnectionStrings:ConnectMe={host.Connection}"], said, Ct);
        return (code, said.ToString());
    }

    async Task<IReadOnlyList<AuditEntry>> Entries(Guid about)
    {
        await using var query = _company.Store.QueryFor(Garage.Id);
        return await query.Query<AuditEntry>().Where(entry => entry.AboutId == about).ToListAsync(Ct);
    }

    readonly Garage _company = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}

/// <summary>A Host whose database is known, for a command line beside it.</summary>
public sealed class RescuedHost(PostgresFixture postgres) : ConnectMeHost(postgres)
{
    public string Connection { get; private set; } = "";

    protected override async Task<string> Database(string folder) => Connection = await base.Database(folder);
}
