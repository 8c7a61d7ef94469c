using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>Anna talks with Bram; she has a second browser, and a phone of the demo company that is there or not.</summary>
public sealed class MoveCallTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>, IAsyncLifetime
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly UserId Anna = UserOf("201");
    static readonly UserId Bram = UserOf("202");
    readonly LineId _annas = new(Guid.NewGuid());
    readonly LineId _home = new(Guid.NewGuid());
    readonly LineId _brams = new(Guid.NewGuid());
    readonly CallId _call = new(Guid.CreateVersion7());
    readonly Administrator _anna = new(host);

    ISwitchboardGrain Switchboard => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    public async ValueTask InitializeAsync()
    {
        await Switchboard.Post(new SwitchboardInput.LineUp(_annas, Anna));
        await Switchboard.Post(new SwitchboardInput.LineUp(_brams, Bram));
        await Switchboard.Post(new SwitchboardInput.Dial(_call, Bram, _brams, "201"));
        await Switchboard.Post(new SwitchboardInput.Answer(_call, Anna, _annas));
    }

    [Fact]
    [Spec("M6.4.12-02")]
    public async Task The_entry_is_there_with_another_device_only()
    {
        Assert.Null((await _anna.Open("/call-widget")).Document.QuerySelector("[data-action=move]"));

        await Switchboard.Post(new SwitchboardInput.LineUp(_home, Anna));

        var widget = (await _anna.Open("/call-widget")).Document;
        Assert.Equal("Ander toestel", widget.QuerySelector("[data-action=move]")!.TextContent.Trim());
        Assert.Equal($"{_home.Value}", Assert.Single(widget.QuerySelectorAll("[data-action=move-to]")).GetAttribute("data-at"));
    }

    [Fact]
    [Spec("M1.1-06", "M6.4.12-01")]
    public async Task Chosen_it_rings_there_and_answered_there_the_call_has_that_line()
    {
        await Switchboard.Post(new SwitchboardInput.LineUp(_home, Anna));

        var ringing = await _anna.Do($"/calls/{_call.Value}/move", ("browser", $"{_home.Value}"));
        Assert.Equal($"{_home.Value}", ringing.Document.QuerySelector(".mv")!.GetAttribute("data-at"));
        Assert.Null(ringing.Document.QuerySelector("[data-action=move]"));

        var stopped = await _anna.Do($"/calls/{_call.Value}/stop-moving", ("line", $"{_annas.Value}"));
        Assert.Null(stopped.Document.QuerySelector(".mv"));

        await _anna.Do($"/calls/{_call.Value}/move", ("browser", $"{_home.Value}"));
        var moved = await _anna.Do($"/calls/{_call.Value}/answer", ("line", $"{_home.Value}"));
        Assert.Equal($"{_home.Value}", moved.Document.QuerySelector("[data-call]")!.GetAttribute("data-line"));
    }

    [Fact]
    [Spec("M6.4.12-01", "M6.4.12-02")]
    public async Task A_mobile_that_was_noted_is_offered_by_its_number_and_rings_until_it_is_cancelled()
    {
        var bram = new Administrator(host, "bram");
        Assert.Null((await bram.Open("/call-widget")).Document.QuerySelector("[data-action=move]"));
        var none = await bram.Do($"/calls/{_call.Value}/move", ("mobile", "true"));
        Assert.Contains("niet bereikbaar", none.Text("#notice"), StringComparison.Ordinal);

        await bram.Do("/settings/devices/mobile", ("Number", "06-1234 5678"));
        await using var parts = new PhonesAndProviders(host, _anna);
        await parts.Trunk("Mobiel", new IPEndPoint(IPAddress.Loopback, 9));
        await Eventually.Is(async () =>
            (await bram.Open("/call-widget")).Document.QuerySelector($"#move-{_call.Value}-mobile") is not null
        );
        Assert.Contains(
            "Je mobiel 06 12345678",
            (await bram.Open("/call-widget")).Text($"#move-{_call.Value}-mobile"),
            StringComparison.Ordinal
        );

        var ringing = await bram.Do($"/calls/{_call.Value}/move", ("mobile", "true"));
        Assert.Contains("06 12345678", ringing.Text(".mv"), StringComparison.Ordinal);
        Assert.Equal("active", ringing.Document.QuerySelector("[data-call]")!.GetAttribute("data-state"));
        var stopped = await bram.Do($"/calls/{_call.Value}/stop-moving", ("line", ""));
        Assert.Null(stopped.Document.QuerySelector(".mv"));
        Assert.Equal("active", stopped.Document.QuerySelector("[data-call]")!.GetAttribute("data-state"));
        await bram.Do("/settings/devices/mobile", ("Number", ""));
    }

    [Fact]
    public async Task A_device_that_is_not_there_or_not_said_is_refused_with_words()
    {
        var away = await _anna.Do($"/calls/{_call.Value}/move", ("phone", $"{Guid.NewGuid()}"));
        Assert.Contains("niet bereikbaar", away.Text("#notice"), StringComparison.Ordinal);

        var nothing = await _anna.Post($"/calls/{_call.Value}/move", ("line", $"{_annas.Value}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.Status);
    }

    public async ValueTask DisposeAsync()
    {
        await Switchboard.Post(new SwitchboardInput.LineDown(_home, Anna, SignedOut: true));
        await Switchboard.Post(new SwitchboardInput.LineDown(_annas, Anna, SignedOut: true));
        await Switchboard.Post(new SwitchboardInput.LineDown(_brams, Bram, SignedOut: true));
        await Switchboard.Post(new SwitchboardInput.HangUp(_call, Anna));
        await Switchboard.Post(new SwitchboardInput.HangUp(_call, Bram));
    }

    static UserId UserOf(string extension) => new(DemoCompany.People.Single(person => person.Extension == extension).UserId);
}
