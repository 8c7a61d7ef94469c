using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>Bram talks with Sanne; Anna, an administrator, supervises and takes over from him.</summary>
public sealed class TakeOverCallTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>, IAsyncLifetime
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    readonly Dictionary<string, LineId> _lines = new[] { "201", "202", "203" }.ToDictionary(one => one, _ => new LineId(Guid.NewGuid()));
    readonly Administrator _anna = new(host);
    readonly CallId _call = new(Guid.CreateVersion7());

    ISwitchboardGrain Switchboard => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    public async ValueTask InitializeAsync()
    {
        foreach (var (extension, line) in _lines)
        {
            await Switchboard.Post(new SwitchboardInput.LineUp(line, UserOf(extension)));
        }

        await Switchboard.Post(new SwitchboardInput.Dial(_call, UserOf("203"), _lines["203"], "202"));
        await Switchboard.Post(new SwitchboardInput.Answer(_call, UserOf("202"), _lines["202"]));
    }

    [Fact]
    public async Task By_a_button_beside_those_of_supervision_and_everybody_sees_what_happened()
    {
        var (bram, sanne) = (new Administrator(host, "bram"), new Administrator(host, "sanne"));
        Assert.Null((await bram.Open("/call-widget")).Document.QuerySelector("[data-action=take-over]"));
        var listens = await _anna.Do("/supervision", ("target", "202"), ("mode", "Listen"), ("line", $"{_lines["201"].Value}"));
        var button = listens.Document.QuerySelector("[data-action=take-over]")!;
        Assert.Equal("Overnemen", button.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Forbidden, (await sanne.Post(button.GetAttribute("hx-post")!)).Status);

        var talks = await _anna.Do(button.GetAttribute("hx-post")!);

        var call = Assert.Single(talks.Document.QuerySelectorAll("[data-call]"));
        Assert.Equal("active", call.GetAttribute("data-state"));
        Assert.Contains("Sanne Bakker", call.TextContent, StringComparison.Ordinal);
        Assert.Null(talks.Document.QuerySelector("[data-action=supervise]"));
        Assert.Contains(
            "Overgenomen door Anna de Vries",
            (await bram.Open("/call-widget")).Text("[data-state=ended]"),
            StringComparison.Ordinal
        );
        Assert.Contains("Anna de Vries", (await sanne.Open("/call-widget")).Text("[data-state=active]"), StringComparison.Ordinal);
        await _anna.Do($"/calls/{call.GetAttribute("data-call")}/hang-up", ("line", ""));

        await Eventually.Is(async () =>
            (await bram.Open("/calls")).Body.Contains("Tijdens het gesprek overgenomen door Anna de Vries", StringComparison.Ordinal)
        );
        Assert.Contains("Gesprek van een collega overgenomen", (await _anna.Open("/admin/audit")).Body, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (extension, line) in _lines)
        {
            await Switchboard.Post(new SwitchboardInput.LineDown(line, UserOf(extension), SignedOut: true));
        }
    }

    static UserId UserOf(string extension) => new(DemoCompany.People.Single(person => person.Extension == extension).UserId);
}
