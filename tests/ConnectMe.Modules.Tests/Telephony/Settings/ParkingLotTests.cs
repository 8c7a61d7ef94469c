using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class ParkingLotTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("M6.4.9-03")]
    public async Task The_administrator_says_where_calls_are_parked_and_how_long()
    {
        var page = await _anna.Open("/admin/parking");
        Assert.Equal("700", page.Document.QuerySelector("#Input_First")!.GetAttribute("value"));
        Assert.Equal("10", page.Document.QuerySelector("#Input_Slots")!.GetAttribute("value"));
        Assert.Equal("180", page.Document.QuerySelector("#Input_Seconds")!.GetAttribute("value"));

        var saved = await _anna.Do("/admin/parking", ("Input.First", "800"), ("Input.Slots", "5"), ("Input.Seconds", "60"));

        Assert.Contains("Opgeslagen", saved.Text("[role=status]"), StringComparison.Ordinal);
        var lot = (await _anna.Configuration()).ParkingLot;
        Assert.Equal((800, 5, TimeSpan.FromMinutes(1)), (lot.First, lot.Slots, lot.Limit));
    }

    [Fact]
    [Spec("M6.4.9-03")]
    public async Task Who_may_is_read_where_rights_are_given()
    {
        await Identity.Templates.Change(_anna, ("Input.Parking", "false"), ("Input.PickUp", "Department"));
        await Identity.Templates.Give(_anna, Administrator.PersonId("202"), ("Input.Parking", "true"), ("Input.PickUp", "Nobody"));

        var page = await _anna.Open("/admin/parking");
        Assert.Contains("Bram Hofstra", page.Text("#mayparking"), StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", page.Text("#mayparking"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bram", page.Text("#maypickup"), StringComparison.Ordinal);
        Assert.Contains("Anna de Vries", page.Text("#maypickup"), StringComparison.Ordinal);

        await Identity.Templates.Change(_anna);
        await Identity.Templates.Give(_anna, Administrator.PersonId("202"));
        Assert.Contains("Iedereen", (await _anna.Open("/admin/parking")).Text("#mayparking"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9", "10", "180", "Input_First")]
    [InlineData("", "10", "180", "Input_First")]
    [InlineData("195", "10", "180", "Input_First")] // 201 is Anna's
    [InlineData("110", "10", "180", "Input_First")] // 112
    [InlineData("700", "0", "180", "Input_Slots")]
    [InlineData("700", "101", "180", "Input_Slots")]
    [InlineData("700", "10", "9", "Input_Seconds")]
    [InlineData("700", "10", "x", "Input_Seconds")]
    public async Task What_cannot_be_is_refused_beside_its_field(string first, string slots, string seconds, string field)
    {
        var answer = await _anna.Post("/admin/parking", ("Input.First", first), ("Input.Slots", slots), ("Input.Seconds", seconds));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text($"#{field}-e"));
    }

    [Fact]
    public async Task It_is_for_administrators()
    {
        var bram = new Administrator(host, "bram");

        Assert.NotEqual(HttpStatusCode.OK, (await bram.Open("/admin/parking")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await bram.Post("/admin/parking", ("Input.First", "800"))).Status);
    }
}
