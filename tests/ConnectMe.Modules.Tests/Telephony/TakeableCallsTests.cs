using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>The page Queues, and the buttons that lead to it and from it.</summary>
public sealed class TakeableCallsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>, IAsyncLifetime
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly UserId Anna = UserOf("201");
    static readonly UserId Bram = UserOf("202");
    static readonly UserId Sanne = UserOf("203");
    readonly Dictionary<UserId, LineId> _lines = new()
    {
        [Anna] = NewLine(),
        [Bram] = NewLine(),
        [Sanne] = NewLine(),
    };
    readonly Administrator _anna = new(host);
    readonly Administrator _sanne = new(host, "sanne");

    ISwitchboardGrain Switchboard => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    public async ValueTask InitializeAsync()
    {
        foreach (var (user, line) in _lines)
        {
            await Switchboard.Post(new SwitchboardInput.LineUp(line, user));
        }
    }

    [Fact]
    [Spec("M6.4.9-01", "M6.4.9-02", "M13.2-01")]
    public async Task A_call_that_is_parked_in_the_widget_is_listed_and_fetched_there()
    {
        var call = await BramTalksWith(Anna);
        Assert.NotNull((await _anna.Open("/call-widget")).Document.QuerySelector("[data-action=park]"));

        var told = await _anna.Do($"/calls/{call.Value}/park", ("line", $"{_lines[Anna].Value}"));
        Assert.Contains("plek 700", told.Text("#notice"), StringComparison.Ordinal);

        var list = await _sanne.Open("/queues");
        var parked = list.Document.QuerySelector("#parked li")!;
        Assert.Contains("Bram Hofstra", parked.TextContent, StringComparison.Ordinal);
        Assert.Contains("Geparkeerd door Anna de Vries", parked.TextContent, StringComparison.Ordinal);
        Assert.Contains("Plek 700", parked.TextContent, StringComparison.Ordinal);
        Assert.Equal("false", parked.GetAttribute("data-waits")); // the page's clock marks who waits in a queue alone
        var fetch = parked.QuerySelector("button")!;
        Assert.Equal("Ophalen: Bram Hofstra", fetch.GetAttribute("aria-label"));

        var widget = await _sanne.Do(fetch.GetAttribute("hx-post")!, ("line", $"{_lines[Sanne].Value}"));

        Assert.Equal("active", widget.Document.QuerySelector("[data-call]")!.GetAttribute("data-state"));
        Assert.Null((await _sanne.Open("/calls/takeable")).Document.QuerySelector("#parked li"));
    }

    [Fact]
    [Spec("M13.2-01", "M13.1-07")]
    public async Task A_call_that_rings_at_a_colleague_is_listed_and_taken_there()
    {
        await Switchboard.Post(new SwitchboardInput.Dial(NewCall(), Bram, _lines[Bram], "201"));

        var list = await _sanne.Open("/calls/takeable");
        Assert.Contains("Gaat over bij Anna de Vries", list.Text("#ringing"), StringComparison.Ordinal);
        Assert.Null((await _anna.Open("/calls/takeable")).Document.QuerySelector("#ringing li")); // it is hers to answer
        await _sanne.Do(list.Document.QuerySelector("#ringing button")!.GetAttribute("hx-post")!, ("line", $"{_lines[Sanne].Value}"));

        Assert.Empty((await Switchboard.CallsOf(Anna)).Calls);
        Assert.Equal(CallState.Active, (await Switchboard.CallsOf(Sanne)).Calls.Single().State);
    }

    [Fact]
    public async Task Pages_are_told_when_there_is_something_to_take()
    {
        using var sanne = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, Sanne);
        await Switchboard.Post(new SwitchboardInput.Dial(NewCall(), Bram, _lines[Bram], "201"));

        await Told(sanne);
    }

    [Fact]
    [Spec("M6.4.9-03")]
    public async Task Without_the_right_there_is_no_park_no_list_and_no_taking()
    {
        await Allow(false);
        var call = await BramTalksWith(Anna);

        Assert.Null((await _anna.Open("/call-widget")).Document.QuerySelector("[data-action=park]"));
        var refused = await _anna.Do($"/calls/{call.Value}/park", ("line", $"{_lines[Anna].Value}"));
        Assert.Contains("staat voor jou uit", refused.Text("#notice"), StringComparison.Ordinal);
        Assert.Equal(CallState.Active, (await Switchboard.CallsOf(Anna)).Calls.Single().State);
        var lists = (await _sanne.Open("/queues")).Document.QuerySelectorAll(".none");
        Assert.Equal(2, lists.Count(none => none.TextContent.Contains("staat voor jou uit", StringComparison.Ordinal)));
        await Allow(true);
    }

    [Fact]
    public async Task What_is_gone_cannot_be_taken()
    {
        var answer = await _sanne.Do($"/calls/{Guid.NewGuid()}/take", ("line", $"{_lines[Sanne].Value}"));

        Assert.Contains("niets meer", answer.Text("#notice"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _sanne.Post($"/calls/{Guid.Empty}/take", ("line", "x"))).Status);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (user, line) in _lines)
        {
            await Switchboard.Post(new SwitchboardInput.LineDown(line, user, SignedOut: true));
        }

        foreach (var user in _lines.Keys)
        {
            foreach (var call in (await Switchboard.CallsOf(user)).Calls)
            {
                await Switchboard.Post(new SwitchboardInput.HangUp(call.Id, user));
            }
        }
    }

    /// <summary>The switchboard hears of it by itself, and says so.</summary>
    async Task Allow(bool isAllowed)
    {
        using var sanne = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, Sanne);
        await Identity.Templates.Change(
            _anna,
            ("Input.Parking", isAllowed ? "true" : "false"),
            ("Input.PickUp", isAllowed ? "Everyone" : "Nobody")
        );
        await Told(sanne);
    }

    static async Task Told(LiveSubscription subscription)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (
            !(await subscription.Next(TimeSpan.FromSeconds(10), patience.Token)).Contains(
                ConnectMe.Telephony.Switching.Switchboard.TakeableTopic
            )
        ) { }
    }

    async Task<CallId> BramTalksWith(UserId user)
    {
        var call = NewCall();
        await Switchboard.Post(
            new SwitchboardInput.Dial(call, Bram, _lines[Bram], DemoCompany.People.Single(p => p.UserId == user.Value).Extension)
        );
        await Switchboard.Post(new SwitchboardInput.Answer(call, user, _lines[user]));
        return call;
    }

    static CallId NewCall() => new(Guid.CreateVersion7());

    static LineId NewLine() => new(Guid.NewGuid());

    static UserId UserOf(string extension) => new(DemoCompany.People.Single(person => person.Extension == extension).UserId);
}
