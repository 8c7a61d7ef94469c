using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class ParkingLotTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("M6.4.9-03")]
    public async Task The_administrator_says_where_calls_are_parked_how_long_and_who_may()
    {
        var page = await _anna.Open("/admin/parking");
        Assert.Equal("700", page.Document.QuerySelector("#Input_First")!.GetAttribute("value"));
        Assert.Equal("10", page.Document.QuerySelector("#Input_Slots")!.GetAttribute("value"));
        Assert.Equal("180", page.Document.QuerySelector("#Input_Seconds")!.GetAttribute("value"));

        var saved = await _anna.Do(
            "/admin/parking",
            ("Input.First", "800"),
            ("Input.Slots", "5"),
            ("Input.Seconds", "60"),
            ("Input.Parking", "Chosen"),
            ("Input.Parkers", Administrator.PersonId("202")),
            ("Input.PickUp", "Nobody")
        );

        Assert.Contains("Opgeslagen", saved.Text("[role=status]"), StringComparison.Ordinal);
        var lot = (await _anna.Configuration()).ParkingLot;
        Assert.Equal((800, 5, TimeSpan.FromMinutes(1)), (lot.First, lot.Slots, lot.Limit));
        Assert.True(lot.Parking.IsSameAs(Permitted.Only(Guid.Parse(Administrator.PersonId("202")))));
        Assert.True(lot.PickUp.IsSameAs(Permitted.Nobody));
        Assert.Equal(
            "Chosen",
            (await _anna.Open("/admin/parking")).Document.QuerySelector("#Input_Parking [selected]")!.GetAttribute("value")
        );
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
        var answer = await _anna.Post(
            "/admin/parking",
            ("Input.First", first),
            ("Input.Slots", slots),
            ("Input.Seconds", seconds),
            ("Input.Parking", "Everyone"),
            ("Input.PickUp", "Everyone")
        );

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
