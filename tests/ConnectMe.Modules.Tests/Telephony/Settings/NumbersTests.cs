using System.Net;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Queues;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class NumbersTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A3-01", "A4-04")]
    public async Task A_number_is_added_normalised_and_points_to_a_person()
    {
        await _anna.Do(
            "/admin/numbers/new",
            ("Number", " (020) 555-0160"),
            ("Input.Kind", "Personal"),
            ("Input.Label", "Inkoop"),
            ("Input.GoesTo", Administrator.PersonId("203")),
            ("Input.ShownTo", "Owner")
        );

        var number = (await _anna.Configuration()).NumberOf("+31205550160");
        Assert.Equal("(020) 555-0160", number!.Number.Raw);
        Assert.Equal(Guid.Parse(Administrator.PersonId("203")), number.PersonId);
        Assert.Equal([Guid.Parse(Administrator.PersonId("203"))], number.Shown.People);
        var row = (await _anna.Open("/admin/numbers")).Text($"#number-{number.Id}");
        Assert.Contains("+31 20 555 0160", row, StringComparison.Ordinal);
        Assert.Contains("Sanne Bakker", row, StringComparison.Ordinal);
        Assert.Contains("Alleen Sanne Bakker", row, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A3-01")]
    public async Task A_number_may_lead_to_a_queue()
    {
        await _anna.Do(
            "/admin/queues/new",
            [.. QueueSettingsTests.Fields("Inkoop", "488"), ($"Input.Skills[{Administrator.PersonId("203")}]", "5")]
        );
        var queue = (await _anna.Open("/admin/numbers/new"))
            .Document.QuerySelectorAll("#Input_GoesTo option")
            .Single(option => option.TextContent == "Wachtrij Inkoop (488)")
            .GetAttribute("value")!;
        await _anna.Do(
            "/admin/numbers/new",
            ("Number", "020 555 0161"),
            ("Input.Kind", "Group"),
            ("Input.GoesTo", queue),
            ("Input.ShownTo", "Owner")
        );

        var number = (await _anna.Configuration()).NumberOf("+31205550161")!;
        Assert.Equal((null, Guid.Parse(queue), 0), (number.PersonId, number.QueueId, number.Shown.People.Count));
        Assert.Contains("Inkoop", (await _anna.Open("/admin/numbers")).Text($"#number-{number.Id} .h"), StringComparison.Ordinal);
        var refused = await _anna.Post($"/admin/numbers/{number.Id}", ("Input.GoesTo", Guid.NewGuid().ToString()));
        Assert.Contains("medewerker of een wachtrij", refused.Text("#Input_GoesTo-e"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A3-01")]
    public async Task A_number_may_lead_to_a_voicemail_at_once()
    {
        var sanne = Guid.Parse(Administrator.PersonId("203"));
        await _anna.Do(
            "/admin/numbers/new",
            ("Number", "020 555 0162"),
            ("Input.Kind", "Group"),
            ("Input.GoesTo", $"voicemail/{sanne}"),
            ("Input.ShownTo", "Nobody")
        );

        var number = (await _anna.Configuration()).NumberOf("+31205550162")!;
        Assert.Equal((null, null, new NumberDestination("voicemail", sanne)), (number.PersonId, number.QueueId, number.Destination));
        Assert.Contains(
            "Voicemail · Sanne Bakker",
            (await _anna.Open("/admin/numbers")).Text($"#number-{number.Id} .h"),
            StringComparison.Ordinal
        );
        var form = (await _anna.Open($"/admin/numbers/{number.Id}")).Document;
        Assert.Equal("Voicemail · Sanne Bakker", form.QuerySelector("#Input_GoesTo [selected]")!.TextContent);
        foreach (var unknown in new[] { $"voicemail/{Guid.NewGuid()}", $"nothing/{sanne}", "voicemail/", "../x", new string('x', 5000) })
        {
            var refused = await _anna.Post($"/admin/numbers/{number.Id}", ("Input.GoesTo", unknown));
            Assert.Contains("iets anders uit de lijst", refused.Text("#Input_GoesTo-e"), StringComparison.Ordinal);
        }

        await _anna.Do($"/admin/numbers/{number.Id}", ("Input.Kind", "Group"), ("Input.GoesTo", ""), ("Input.ShownTo", "Nobody"));
        Assert.Null((await _anna.Configuration()).NumberOf("+31205550162")!.Destination);
    }

    [Fact]
    [Spec("A3-01", "B18")]
    public void What_an_earlier_version_kept_of_where_numbers_and_keys_lead_is_read()
    {
        var serializer = host.Services.GetRequiredService<IDocumentStore>().Options.Serializer();
        var menu = Guid.NewGuid();

        var number = Read<CompanyNumberChanged>(
            $$"""{ "NumberId": "{{menu}}", "Label": "", "Goal": { "Id": "{{menu}}", "Application": "menu" } }"""
        );
        var key = Read<CallTarget>($$"""{ "Kind": "Application", "Application": "menu", "GoalId": "{{menu}}" }""");

        Assert.Equal(new NumberDestination("menu", menu), number.Destination);
        Assert.Equal(new CallTarget(CallTargetKind.Application, Application: "menu", DestinationId: menu), key);

        T Read<T>(string json)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
            return serializer.FromJson<T>(stream);
        }
    }

    [Theory]
    [InlineData("", "Typ een telefoonnummer")]
    [InlineData("12", "geen geldig telefoonnummer")]
    [InlineData("<script>", "geen geldig telefoonnummer")]
    [InlineData("+31 20 555 0100", "staat al in de lijst")]
    [InlineData("0205550100", "staat al in de lijst")]
    [Spec("A3-01")]
    public async Task What_is_no_number_or_is_there_already_is_refused(string number, string refusal)
    {
        var answer = await _anna.Post("/admin/numbers/new", ("Number", number), ("Input.Kind", "Main"), ("Input.ShownTo", "Nobody"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text("#Number-e"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A3-01", "A3-02")]
    public async Task A_number_is_given_to_another_and_shown_by_whom_the_administrator_says()
    {
        var number = (await _anna.Configuration()).NumberOf("+31205550110")!;
        var (sanne, noor) = (Administrator.PersonId("203"), Administrator.PersonId("206"));

        await _anna.Do(
            $"/admin/numbers/{number.Id}",
            ("Input.Kind", "Group"),
            ("Input.Label", "Onderdelen"),
            ("Input.GoesTo", noor),
            ("Input.ShownTo", "Chosen"),
            ("Input.Chosen", noor),
            ("Input.Chosen", sanne)
        );

        var after = await _anna.Configuration();
        var changed = after.NumberOf("+31205550110")!;
        Assert.Equal(("Onderdelen", Guid.Parse(noor)), (changed.Label, changed.PersonId));
        Assert.Contains(changed, after.ShownBy(Guid.Parse(sanne)));
        Assert.DoesNotContain(changed, after.ShownBy(Guid.Parse(Administrator.PersonId("204"))));
        var form = await _anna.Open($"/admin/numbers/{number.Id}");
        Assert.Equal(2, form.Document.QuerySelectorAll("input[name='Input.Chosen'][checked]").Length);
    }

    [Fact]
    [Spec("A3-01")]
    public async Task A_removed_number_can_be_added_again()
    {
        var number = (await _anna.Configuration()).NumberOf("+31205550150")!;

        await _anna.Do($"/admin/numbers/{number.Id}/remove");
        Assert.Null((await _anna.Configuration()).NumberOf("+31205550150"));
        await _anna.Do("/admin/numbers/new", ("Number", "020 555 0150"), ("Input.Kind", "Personal"), ("Input.ShownTo", "Everyone"));

        Assert.Equal(Permitted.All.Everyone, (await _anna.Configuration()).NumberOf("+31205550150")!.Shown.Everyone);
        var free = await _anna.Open("/admin/numbers?free=true");
        Assert.Contains("+31 20 555 0150", free.Text("#numbers"), StringComparison.Ordinal);
        Assert.DoesNotContain("+31 20 555 0101", free.Text("#numbers"), StringComparison.Ordinal);
    }
}
