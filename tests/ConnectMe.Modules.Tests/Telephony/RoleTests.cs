using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>Business or private: what it chooses. Each test is about another person.</summary>
public sealed class RoleTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("M14.1-03")]
    public async Task The_role_is_the_same_in_all_windows_kept_as_an_event_and_told_to_colleagues()
    {
        var (joost, id) = (new Administrator(host, "joost"), Person("204"));
        using var here = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, new UserId(id));
        using var bram = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, new UserId(Person("202")));
        var before = await joost.Open("/settings/profile");
        Assert.Equal(("me-role-Business", "role-Business"), (Checked(before, "#me-role"), Checked(before, "#role")));
        Assert.Equal("configuration", before.Document.QuerySelector("#me-role")!.GetAttribute("data-live"));

        var answer = await joost.Do("/profile/role", ("role", "Private"));

        Assert.Equal("role-Private", Checked(answer, "form"));
        await Hears(here);
        await Hears(bram);
        Assert.Equal("me-role-Private", Checked(await joost.Open("/profile/role?popover=true"), "form"));
        Assert.Equal("me-role-Private", Checked(await new Administrator(host, "joost").Open("/calls"), "#me-role"));
        await joost.Do("/profile/role", ("role", "Private")); // twice is once
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
        var events = await query.Events.FetchStreamAsync(id, token: TestContext.Current.CancellationToken);
        Assert.Single(events, one => one.Data is ProfileRoleChosen);
        foreach (var nonsense in new[] { "", "private", "1", "Boss" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post("/profile/role", ("role", nonsense))).Status);
        }
    }

    [Fact]
    [Spec("M14.1-05", "M14.1-03")]
    public async Task It_chooses_the_caller_ID_and_a_choice_for_one_call_still_wins()
    {
        var (sanne, id) = (new Administrator(host, "sanne"), Person("203"));
        var (main, own) = (await Number("+31205550100"), await Number("+31205550103"));
        var atHome = await PrivateNumber("203", "020 555 0171");
        Assert.Equal("+31205550100", await Shows(id)); // the company's default

        await sanne.Do("/profile/role", ("role", "Private"));

        Assert.Equal("+31205550171", await Shows(id));
        Assert.Contains("020 555 0171", (await sanne.Open("/caller-id")).Text("#cid-button"), StringComparison.Ordinal);
        Assert.Equal("+31205550100", await Shows(id, new CallerIdChoice(main.Id)));
        await sanne.Do($"/caller-id/{own.Id}");
        Assert.Equal("+31205550103", await Shows(id));
        await sanne.Do("/profile/role", ("role", "Business"));
        Assert.Equal("+31205550100", await Shows(id)); // each role has a choice of its own
        await sanne.Do("/profile/role", ("role", "Private"));
        Assert.Equal("+31205550103", await Shows(id));

        await _anna.Do($"/admin/numbers/{own.Id}", [.. Fields("203", "Business")]);
        await _anna.Do($"/admin/numbers/{atHome}", [.. Fields("203", "Business")]);
        await sanne.Do("/caller-id/anonymous");
        Assert.True((await _anna.Configuration()).CallerIdOf(id).IsAnonymous);
    }

    [Fact]
    [Spec("M14.1-05")]
    public async Task It_chooses_which_numbers_colleagues_see()
    {
        var (noor, id) = (new Administrator(host, "noor"), Person("206"));
        await PrivateNumber("206", "020 555 0172");
        await noor.Do("/settings/devices/mobile", ("Number", "06 5550 0172"), ("Use", "Private"));
        var business = await new Administrator(host, "bram").Open($"/contacts/{id}?handler=card");
        Assert.Equal("contacts configuration", business.Document.QuerySelector($"#inside-{id}")!.GetAttribute("data-live"));
        Assert.Contains("+31 20 555 0106", business.Text(".side"), StringComparison.Ordinal);
        Assert.DoesNotContain("0172", business.Text(".side"), StringComparison.Ordinal);

        await noor.Do("/profile/role", ("role", "Private"));

        var inPrivate = (await new Administrator(host, "bram").Open($"/contacts/{id}?handler=inside")).Document.Body!.TextContent;
        foreach (var number in new[] { "+31 20 555 0106", "+31 20 555 0172", "+31 6 55500172" })
        {
            Assert.Contains(number, inPrivate, StringComparison.Ordinal);
        }

        Assert.Contains("Privé", (await noor.Open("/settings/profile")).Text("#personal"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M14.1-05", "M6.2-01")]
    public async Task It_chooses_the_mobile_to_call_with()
    {
        var (fatima, id) = (new Administrator(host, "fatima"), Person("205"));
        await fatima.Do("/settings/devices/mobile", ("Number", "06 5550 0173"), ("Use", "Private"));
        Assert.Null((await fatima.Open("/calls-with")).Document.QuerySelector("#with-mobile"));
        Assert.Contains("06 55500173", (await fatima.Open("/settings/devices")).Text("#my-mobile"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await fatima.Post("/calls-with/mobile")).Status);

        await fatima.Do("/profile/role", ("role", "Private"));
        await fatima.Do("/calls-with/mobile");

        Assert.Equal("+31655500173", (await _anna.Configuration()).MobileChosenBy(id));
        await fatima.Do("/profile/role", ("role", "Business"));
        Assert.Null((await _anna.Configuration()).MobileChosenBy(id)); // her calls ring in the browser
        await fatima.Do("/settings/devices/mobile", ("Number", "06 5550 0173"), ("Use", "None"));
        Assert.NotNull((await fatima.Open("/calls-with")).Document.QuerySelector("#with-mobile")); // in either role
    }

    [Fact]
    [Spec("M14.1-05", "A2-02")]
    public async Task The_mobile_that_an_administrator_noted_is_for_business()
    {
        var garage = new Identity.Garage(host);
        var id = await garage.AddWithPassword("guus", "871", ("Input.Mobile", "06 5550 0174"));
        var guus = new Administrator(host, "guus", Identity.Garage.Password);
        await guus.Do("/calls-with/mobile");
        Assert.Equal("+31655500174", (await _anna.Configuration()).MobileChosenBy(id));
        Assert.Contains("+31 6 55500174", (await _anna.Open($"/contacts/{id}?handler=card")).Text(".side"), StringComparison.Ordinal);
        Assert.NotNull((await _anna.Open("/search?q=0655500174")).Document.QuerySelector($"#found-{id}"));

        await guus.Do("/profile/role", ("role", "Private"));

        Assert.Null((await _anna.Configuration()).MobileChosenBy(id));
        Assert.DoesNotContain("55500174", (await _anna.Open($"/contacts/{id}?handler=card")).Text(".side"), StringComparison.Ordinal);
        Assert.Null((await _anna.Open("/search?q=0655500174")).Document.QuerySelector($"#found-{id}"));
    }

    async Task<Guid> PrivateNumber(string extension, string number)
    {
        await _anna.Do("/admin/numbers/new", [("Number", number), .. Fields(extension, "Private")]);
        return (await _anna.Configuration()).Numbers.Single(one => TelephoneDigits(one) == TelephoneDigits(number)).Id;
    }

    static (string, string)[] Fields(string extension, string use) =>
        [("Input.Kind", "Personal"), ("Input.GoesTo", Administrator.PersonId(extension)), ("Input.Use", use), ("Input.ShownTo", "Owner")];

    static string TelephoneDigits(CompanyNumber number) => TelephoneDigits("0" + number.Number.E164![3..]);

    static string TelephoneDigits(string number) => number.Replace(" ", "", StringComparison.Ordinal);

    async Task<CompanyNumber> Number(string e164) => (await _anna.Configuration()).NumberOf(e164)!;

    async Task<string?> Shows(Guid person, CallerIdChoice? forCall = null) =>
        (await _anna.Configuration()).CallerIdOf(person, forCall).E164;

    static string? Checked(Answer answer, string within) => answer.Document.QuerySelector($"{within} input[type=radio][checked]")?.Id;

    static async Task Hears(LiveSubscription pages)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await pages.Next(TimeSpan.FromSeconds(1), patience.Token)).Contains(ConfigurationAnnouncement.Topic))
        {
            // other changes
        }
    }

    static Guid Person(string extension) => Guid.Parse(Administrator.PersonId(extension));
}
