using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>Callers from outside, over a real trunk, and whom the callee knows them as.</summary>
public sealed class KnownCallersTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    readonly Administrator _anna;
    readonly Administrator _bram;
    readonly PhonesAndProviders _peers;

    public KnownCallersTests(ConnectMeHost host)
    {
        _anna = new Administrator(host);
        _bram = new Administrator(host, "bram");
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("M6.3.14-01", "B8")]
    public async Task Who_calls_is_added_from_the_call_and_known_by_name_the_next_time_whatever_the_notation()
    {
        var provider = await Provider();
        await AnnasPhone();
        await using var stranger = OutsideCall.Place(provider, "0205550101", "0612345678");
        var add = (await Ringing("06 12345678")).Document.QuerySelector("[data-action=add-contact]")!;
        Assert.Contains("target:#main", add.GetAttribute("hx-boost"), StringComparison.Ordinal); // beside the call, which stays
        var form = await _anna.Open(add.GetAttribute("href")!);
        Assert.Equal("+31 6 12345678", form.Document.QuerySelector("#number-0")!.GetAttribute("value"));
        await _anna.Do(
            "/contacts/new",
            ("Input.FirstName", "Eva"),
            ("Input.LastName", "Mulder"),
            ("Input.Company", "De Linde"),
            ("Input.Email", "eva@delinde.example"),
            ("Input.Numbers[0].Number", form.Document.QuerySelector("#number-0")!.GetAttribute("value")!)
        );

        var now = await Ringing("Eva Mulder"); // the same call, which went on
        Assert.Null(now.Document.QuerySelector("[data-action=add-contact]"));
        await stranger.GiveUp();

        foreach (var notation in new[] { "+31612345678", "0031612345678", "31612345678" })
        {
            await using var call = OutsideCall.Place(provider, "+31205550101", notation);
            var widget = await Ringing("Eva Mulder");
            Assert.Contains("De Linde", widget.Body, StringComparison.Ordinal);
            Assert.Equal("mailto:eva@delinde.example", widget.Document.QuerySelector("a[href^=mailto]")!.GetAttribute("href"));
            await call.GiveUp();
        }

        await Eventually.Is(async () =>
            (await _anna.Open("/calls")).Document.QuerySelectorAll("#calls-listed b[title='Eva Mulder']").Length == 4
        );
    }

    [Fact]
    [Spec("B12", "M7.1-01")]
    public async Task Who_is_blocked_while_it_rings_hears_busy_then_and_the_next_time_until_it_is_undone()
    {
        var provider = await Provider();
        await AnnasPhone();
        await using (var first = OutsideCall.Place(provider, "0205550101", "0612345670"))
        {
            var block = (await Ringing("06 12345670")).Document.QuerySelector("[data-state=incoming] [data-action=block]")!;
            await _anna.Do(block.GetAttribute("hx-post")!, ("line", ""));
            Assert.Equal(486, await first.Refused());
        }

        await using (var second = OutsideCall.Place(provider, "0205550101", "+31612345670"))
        {
            Assert.Equal(486, await second.Refused());
        }

        await Eventually.Is(async () => await Logged("Geblokkeerd") == 2);
        Assert.DoesNotContain("06 12345670", (await _anna.Open("/calls?missed=true")).Text("main"), StringComparison.Ordinal);

        var blocked = (await _anna.Open("/contacts?handler=mine")).Document.QuerySelector("[id^='blocked-']")!;
        Assert.Contains("06 12345670", blocked.TextContent, StringComparison.Ordinal);
        await _anna.Do(blocked.QuerySelector("button")!.GetAttribute("hx-post")!);
        await using var third = OutsideCall.Place(provider, "0205550101", "0612345670");
        await Ringing("06 12345670");
        await third.GiveUp();

        // And from the log.
        await Eventually.Is(async () => await Logged("") == 3);
        var add = (await _anna.Open("/calls")).Document.QuerySelector("#calls-listed details a[href^='/contacts/new']")!;
        var form = await _anna.Open(add.GetAttribute("href")!);
        Assert.Equal("+31 6 12345670", form.Document.QuerySelector("#number-0")!.GetAttribute("value"));
        var button = (await _anna.Open("/calls")).Document.QuerySelector("[id^='logged-'] [hx-post$='/block']")!;
        Assert.Contains("Geblokkeerd", (await _anna.Do(button.GetAttribute("hx-post")!)).Body, StringComparison.Ordinal);
        await using var fourth = OutsideCall.Place(provider, "0205550101", "0612345670");
        Assert.Equal(486, await fourth.Refused());
    }

    [Fact]
    [Spec("A11-04", "M10-02")]
    public async Task Whom_the_administrator_blocked_hears_busy_whoever_they_call()
    {
        var provider = await Provider();
        await _anna.Do("/admin/directory?handler=block", ("Number", "06 1234 5691"), ("Name", "Verkooppraatje"));

        foreach (var number in new[] { "0205550101", "0205550102", "0205550106" })
        {
            await using var call = OutsideCall.Place(provider, number, "0612345691");
            Assert.Equal(486, await call.Refused());
        }

        Assert.Contains("Verkooppraatje", (await _bram.Open("/contacts?handler=mine")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Verkooppraatje", (await _bram.Open("/calls?missed=true")).Body, StringComparison.Ordinal);
        var row = (await _anna.Open("/contacts?handler=mine"))
            .Document.QuerySelectorAll("[id^='blocked-']")
            .Single(one => one.TextContent.Contains("Verkooppraatje", StringComparison.Ordinal));
        await _anna.Do(row.QuerySelector("button")!.GetAttribute("hx-post")!);
        await AnnasPhone();
        await using var after = OutsideCall.Place(provider, "0205550101", "0612345691");
        await Ringing("06 12345691");
        await after.GiveUp();
    }

    [Fact]
    [Spec("B12")]
    public async Task Hidden_callers_and_strangers_hear_busy_when_that_is_chosen()
    {
        var provider = await Provider();
        await AnnasPhone();
        await _anna.Do("/contacts/screening", ("Screening.RejectsAnonymous", "true"));
        await using (var hidden = OutsideCall.Place(provider, "0205550101", caller: null))
        {
            Assert.Equal(486, await hidden.Refused());
        }

        await _anna.Do("/contacts/screening", ("Screening.OnlyContacts", "true"));
        await using (var stranger = OutsideCall.Place(provider, "0205550101", "0612345688"))
        {
            Assert.Equal(486, await stranger.Refused());
        }

        await _anna.Do("/contacts/new", ("Input.FirstName", "Gé"), ("Input.Numbers[0].Number", "06 1234 5688"));
        await using var known = OutsideCall.Place(provider, "0205550101", "0612345688");
        await Ringing("Gé");
        await known.GiveUp();
        await _anna.Do("/contacts/screening", ("chosen", "true"));
    }

    /// <summary>How many calls of the caller who is blocked stand in the log with this result.</summary>
    async Task<int> Logged(string result) =>
        (await _anna.Open("/calls"))
            .Document.QuerySelectorAll("#calls-listed summary")
            .Count(row =>
                row.TextContent.Contains("06 12345670", StringComparison.Ordinal)
                && row.TextContent.Contains(result, StringComparison.Ordinal)
            );

    async Task<SipProvider> Provider()
    {
        var provider = await _peers.Provider("127.0.0.31");
        await _peers.TrunkSays(await _peers.Trunk("Amsterdam", provider), "Geregistreerd");
        return provider;
    }

    /// <summary>Rings until the caller gives up.</summary>
    async Task AnnasPhone()
    {
        var (_, phone) = await _peers.Phone("Balie", "201", "127.0.0.41");
        phone.Answers = request => request.IsInvite ? SipResponse.For(request, 180, SipPeer.Tag) : phone.Welcome(request);
        Assert.Equal(200, await phone.Register());
    }

    async Task<Answer> Ringing(string who)
    {
        Answer? widget = null;
        await Eventually.Is(async () =>
        {
            widget = await _anna.Open("/call-widget");
            return widget.Document.QuerySelector("[data-state=incoming] .cp b")?.TextContent == who;
        });
        return widget!;
    }
}
