using AngleSharp.Dom;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>The search field of the top bar: what it finds and in which order. Its keys are in the browser's tests.</summary>
public sealed class SearchTests : IClassFixture<ConnectMeHost>, IAsyncLifetime
{
    readonly ConnectMeHost _host;
    readonly Administrator _anna;

    public SearchTests(ConnectMeHost host)
    {
        _host = host;
        _anna = new Administrator(host);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if ((await Found("zwolle")).Count > 0)
        {
            return;
        }

        await Add("Miranda", "Čapková", "Tsjechische Auto's", "Inkoop", "030 765 4321");
        await Add("Henk", "Zwart", "Zwolle Banden", "", "038 765 4321");
        await Add("Anja", "Zwart", "Zwolle Banden", "", "038 765 4322");
        await Add("", "", "Zwolle Lak", "", "038 765 4323");
        await Add("Peter", "Zwart", "Elders", "", "");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("miranda", "Miranda Čapková")] // first name
    [InlineData("capkova", "Miranda Čapková")] // last name, without its accents
    [InlineData("CAPK mir", "Miranda Čapková")] // both, in part and in any order
    [InlineData("tsjechi", "Miranda Čapková")] // company
    [InlineData("inkoop auto", "Miranda Čapková")] // department and company
    [InlineData("miranda 0307", "Miranda Čapková")] // name and number
    [InlineData("030 765", "Miranda Čapková")] // number
    [InlineData("+31 30 7654", "Miranda Čapková")]
    [InlineData("capkowa", "Miranda Čapková")] // misspelt
    [InlineData("mrianda", "Miranda Čapková")]
    [InlineData("miranda capkowa", "Miranda Čapková")]
    [InlineData("205", "Fatima El Amrani")] // extension
    [InlineData("fatima 205", "Fatima El Amrani")]
    [InlineData("el amrani", "Fatima El Amrani")]
    [InlineData("fatema", "Fatima El Amrani")] // misspelt
    [InlineData("administr", "Fatima El Amrani")] // what she does
    [InlineData("zwolle lak", "Zwolle Lak")] // a company without a person
    [Spec("M4.1-01", "M4.1-03", "M4.1-04")]
    public async Task Everybody_is_found_by_any_part_of_what_is_known_and_by_parts_together(string typed, string name)
    {
        Assert.Contains(name, await Found(typed));
    }

    [Fact]
    public async Task All_of_a_company_are_found_by_its_name_and_nobody_finds_contacts_of_others_or_themself()
    {
        Assert.Equal(["Anja Zwart", "Henk Zwart", "Zwolle Lak"], (await Found("zwolle")).Order(StringComparer.Ordinal)); // in which order: below
        Assert.DoesNotContain("Anna de Vries", await Found("anna"));
        var bram = await new Administrator(_host, "bram").Open("/search?q=zwolle");
        Assert.Empty(bram.Document.QuerySelectorAll("[role=option]"));
        Assert.Equal("Niets gevonden", bram.Text("#found-nothing"));
    }

    [Fact]
    [Spec("M6.1-03")]
    public async Task A_whole_number_can_be_called_and_each_one_found_leads_to_its_call_and_its_card()
    {
        var number = Assert.Single(await Options("020 555 0177"));
        Assert.Contains("0205550177", number.GetAttribute("hx-vals"), StringComparison.Ordinal);
        Assert.Equal("/calls/dial", number.GetAttribute("hx-post"));

        var known = Assert.Single(await Options("030 765 4321")); // it is hers: no second line for the number
        Assert.Contains("+31307654321", known.GetAttribute("hx-vals"), StringComparison.Ordinal);
        Assert.Contains("Miranda", (await _anna.Open(known.GetAttribute("data-card")!)).Text(".side h2"), StringComparison.Ordinal);

        var peter = (await Options("peter zwart")).Single(option => option.TextContent.Contains("Peter", StringComparison.Ordinal));
        Assert.False(peter.HasAttribute("hx-post")); // no number: the card alone
        Assert.StartsWith("/contacts/", peter.GetAttribute("data-card"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Favourites_come_first_then_who_was_called_lately_then_the_others_by_name()
    {
        await using (var session = _host.Services.GetRequiredService<IDocumentStore>().LightweightSession(Company))
        {
            var call = Guid.CreateVersion7();
            session.Events.StartStream<CallRecord>(
                call,
                PaperCalls.AnnaCallsOutside() with
                {
                    Dialled = "+31387654321",
                    CallId = call,
                    CallerId = Guid.Parse(Administrator.PersonId("201")),
                },
                new CallEnded(call, PaperCalls.Monday.AddMinutes(1), CallOutcome.Completed)
            );
            await session.SaveChangesAsync(Ct);
        }

        Assert.Equal("Henk Zwart", (await Found("zwart"))[0]);
        var anja = (await Options("anja zwart"))[0].GetAttribute("data-card")!;
        await _anna.Do($"{anja}/favourite", ("on", "true"));

        Assert.Equal(["Anja Zwart", "Henk Zwart"], (await Found("zwart")).Take(2));
        Assert.Equal("Favorieten en recent", (await _anna.Open("/search?q=zwart")).Text("[role=group] h2"));
        await _anna.Do($"{anja}/favourite", ("on", "false"));
    }

    [Theory]
    [InlineData("'; drop table x; --")]
    [InlineData("%_%")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u0000\u202e")]
    [InlineData("()*&^")]
    public async Task What_is_no_name_finds_nobody_and_harms_nothing(string typed)
    {
        var answer = await _anna.Open($"/search?q={Uri.EscapeDataString(typed)}");

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Document.QuerySelectorAll("[role=option], script"));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await _anna.Open($"/search?q={new string('z', 5000)}")).Status);
    }

    static string Company => new CompanyId(DemoCompany.Id).ToString();

    async Task<IReadOnlyList<string>> Found(string typed) =>
        [
            .. (await Options(typed)).Select(option =>
                (option.QuerySelector("span:not([class])") ?? option).ChildNodes[0].TextContent.Trim()
            ),
        ];

    async Task<IReadOnlyList<IElement>> Options(string typed) =>
        [.. (await _anna.Open($"/search?q={Uri.EscapeDataString(typed)}")).Document.QuerySelectorAll("[role=option]")];

    async Task Add(string first, string last, string company, string department, string number) =>
        await _anna.Do(
            "/contacts/new",
            ("Input.FirstName", first),
            ("Input.LastName", last),
            ("Input.Company", company),
            ("Input.Department", department),
            ("Input.Numbers[0].Number", number)
        );
}
