using System.Text.RegularExpressions;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

/// <summary>A call from a phone to the outside, with sound both ways, as the administrator sees it.</summary>
public sealed partial class WatchCallsTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    readonly Administrator _anna;
    readonly PhonesAndProviders _peers;

    public WatchCallsTests(ConnectMeHost host)
    {
        _anna = new Administrator(host);
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("A12-02")]
    public async Task A_running_call_is_shown_with_how_its_legs_do_and_can_be_ended()
    {
        var (phone, provider) = await PhoneAndProvider();
        await using var call = await phone.Dial("0612345678");
        Assert.Equal(200, call.Status);

        var row = "";
        await Eventually.Is(async () => LegsWithLoss().Count(row = await Row()) == 2);

        Assert.Contains("Bram Hofstra (202) → +31612345678", row, StringComparison.Ordinal);
        Assert.Contains("In gesprek sinds", row, StringComparison.Ordinal);
        Assert.Matches("Toestel: PCMA", row);
        Assert.Matches("Trunk: PCMA", row);

        await _anna.Do($"{await Address()}/end");

        await phone.Asked(SipMethod.Bye);
        await provider.Asked(SipMethod.Bye);
        await Eventually.Is(async () => await Row() == "");
    }

    [Fact]
    [Spec("A12-02")]
    public async Task The_messages_of_a_call_are_shown_masked_unless_asked_otherwise_also_when_it_is_past()
    {
        var (phone, provider) = await PhoneAndProvider();
        await using var call = await phone.Dial("0612345678");
        var invite = await provider.Asked(SipMethod.Invite);
        var address = await Address();

        var masked = (await _anna.Open(address)).Text("#ladder");
        await call.HangUp();
        await Eventually.Is(async () => (await Past()).Contains(address, StringComparison.Ordinal));
        var whole = (await _anna.Open($"{address}?masked=false")).Text("#ladder");

        Assert.Contains("********78@", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("612345678", masked, StringComparison.Ordinal);
        Assert.Contains($"INVITE {invite.RequestUri}", whole, StringComparison.Ordinal);
        Assert.Contains("0612345678@", whole, StringComparison.Ordinal); // as the phone dialled
        Assert.Contains("BYE", whole, StringComparison.Ordinal);
        Assert.Contains("<b>Provider</b>", whole, StringComparison.Ordinal); // text, not markup
        Assert.Contains("Authorization: ***", whole, StringComparison.Ordinal);
        Assert.All([call.CallId, invite.CallId], id => Assert.Contains(id, whole, StringComparison.Ordinal)); // both legs
    }

    [Fact]
    [Spec("A12-02")]
    public async Task A_call_without_messages_says_so()
    {
        var page = await _anna.Open($"/admin/calls/{Guid.NewGuid()}");

        Assert.Contains("geen SIP-berichten", page.Text(".page > .note"), StringComparison.Ordinal);
        await _anna.Do($"/admin/calls/{Guid.NewGuid()}/end"); // it is nobody's: nothing ends, nothing fails
    }

    async Task<(SipPhone Phone, SipProvider Provider)> PhoneAndProvider()
    {
        var (_, phone) = await _peers.Phone("Balie", "202", "127.0.0.41");
        Assert.Equal(200, await phone.Register());
        var provider = await _peers.Provider("127.0.0.31");
        var trunk = await _peers.Trunk("Amsterdam", provider);
        await _peers.TrunkSays(trunk, "Geregistreerd");
        return (phone, provider);
    }

    /// <summary>The running call in the list; empty when there is none.</summary>
    async Task<string> Row() => (await _anna.Open("/admin/calls")).Text("#running-calls tbody tr").Replace('\u00A0', ' ');

    async Task<string> Address()
    {
        var address = "";
        await Eventually.Is(async () =>
            (address = (await _anna.Open("/admin/calls")).Document.QuerySelector("#running-calls a.btn")?.GetAttribute("href") ?? "") != ""
        );
        return address;
    }

    async Task<string> Past() => (await _anna.Open("/admin/calls")).Body.Split("id=\"running-calls\"")[1].Split("<h2>")[1];

    /// <summary>"Trunk: PCMA · 2,0 % · 1 ms · MOS 4,3".</summary>
    [GeneratedRegex(@"PCMA · [1-9],\d ?% · \d+ ms · MOS [34],\d", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LegsWithLoss();
}
