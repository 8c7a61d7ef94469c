using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class RoomsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    public async Task An_administrator_adds_a_room_changes_it_and_takes_it_away()
    {
        await Add(("Input.Name", " Directie "), ("Input.Extension", "270"), ("Input.Pin", "471147"));
        var room = (await _anna.Configuration()).Rooms.Single(one => one.Name == "Directie");
        Assert.Equal(("270", "471147"), (room.Extension, room.Pin));
        Assert.Contains("Met pincode", (await _anna.Open("/admin/rooms")).Text($"#room-{room.Id}"), StringComparison.Ordinal);
        Assert.Equal("471147", (await _anna.Open($"/admin/rooms/{room.Id}")).Document.QuerySelector("#Input_Pin")!.GetAttribute("value"));

        await _anna.Do($"/admin/rooms/{room.Id}", ("Input.Name", "Directie"), ("Input.Extension", "270"), ("Input.Pin", ""));
        Assert.Equal("", (await _anna.Configuration()).Rooms.Single(one => one.Id == room.Id).Pin);

        await _anna.Do($"/admin/rooms/{room.Id}/remove");
        Assert.DoesNotContain((await _anna.Configuration()).Rooms, one => one.Id == room.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/admin/rooms/{room.Id}")).Status);
    }

    [Theory]
    [InlineData("", "271", "", "Input_Name")]
    [InlineData("Een naam die zo lang is dat hij nergens meer op past, dus ook hier niet", "271", "", "Input_Name")]
    [InlineData("Zaal", "", "", "Input_Extension")]
    [InlineData("Zaal", "0261", "", "Input_Extension")]
    [InlineData("Zaal", "26a", "", "Input_Extension")]
    [InlineData("Zaal", "201", "", "Input_Extension")] // Anna's
    [InlineData("Zaal", "112", "", "Input_Extension")]
    [InlineData("Zaal", "700", "", "Input_Extension")] // a parking slot
    [InlineData("Zaal", "1233", "", "Input_Extension")] // voicemail
    [InlineData("Zaal", "250", "", "Input_Extension")] // the reception
    [InlineData("Zaal", "240", "", "Input_Extension")] // a room
    [InlineData("Zaal", "271", "12345", "Input_Pin")]
    [InlineData("Zaal", "271", "12345678901", "Input_Pin")]
    [InlineData("Zaal", "271", "12a456", "Input_Pin")]
    public async Task What_cannot_be_is_refused_beside_its_field(string name, string extension, string pin, string field)
    {
        var answer = await _anna.Post("/admin/rooms/new", ("Input.Name", name), ("Input.Extension", extension), ("Input.Pin", pin));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text($"#{field}-e"));
        Assert.DoesNotContain((await _anna.Configuration()).Rooms, one => one.Name == "Zaal");
    }

    [Fact]
    public async Task The_extension_of_a_room_is_nobody_elses()
    {
        await Add(("Input.Name", "Kantine"), ("Input.Extension", "272"));

        var parking = await _anna.Post("/admin/parking", ("Input.First", "272"), ("Input.Slots", "1"), ("Input.Seconds", "60"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, parking.Status);
    }

    Task<Answer> Add(params (string Name, string Value)[] fields) => _anna.Do("/admin/rooms/new", fields);
}
