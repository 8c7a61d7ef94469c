using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>What phones and providers ask of calls that are there, on the wire: whose the call is decides.</summary>
public sealed class PhoneRequestsTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    const string Nobodys = "nobody;to-tag=a;from-tag=b";

    readonly Administrator _anna;
    readonly PhonesAndProviders _peers;

    public PhoneRequestsTests(ConnectMeHost host)
    {
        _anna = new Administrator(host);
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    public async Task A_phone_that_answered_our_offer_in_its_PRACK_says_nothing_more_in_its_ACK_and_talks()
    {
        var provider = await Provider();
        provider.Answers = request => request.IsInvite ? provider.Announce(request) : provider.Welcome(request);
        var phone = await Phone("202", "127.0.0.41");

        var dialling = phone.DialForOffer("0612345678");
        await provider.Reply(provider.Welcome(await provider.Asked(SipMethod.Invite)));
        await using var call = await dialling;

        await Eventually.Is(async () => (await RunningCall()).Split("MOS").Length == 3); // sound is judged on both legs, so it goes on
        await call.HangUp();
        await provider.Asked(SipMethod.Bye);
    }

    [Fact]
    public async Task A_phone_takes_over_a_call_of_a_colleague_and_no_side_that_is_no_phone_of_the_company()
    {
        var provider = await Provider();
        var (brams, sannes) = (await Phone("202", "127.0.0.41"), await Phone("203", "127.0.0.42"));
        await using var call = await brams.Dial("0612345678");
        var theirs = DialogOf(await provider.Asked(SipMethod.Invite));

        await using var ofNobody = await sannes.Dial("202", Nobodys);
        await using var ofProvider = await sannes.Dial("202", theirs);
        Assert.Equal((200, 481, 403), (call.Status, ofNobody.Status, ofProvider.Status));

        await using var taken = await sannes.Dial("202", call.Replaces);
        Assert.Equal(200, taken.Status);
        await brams.Asked(SipMethod.Bye);
        await taken.HangUp();
        await provider.Asked(SipMethod.Bye);
    }

    [Fact]
    public async Task A_provider_takes_over_no_call_and_hands_none_on()
    {
        var provider = await Provider();
        var phone = await Phone("202", "127.0.0.41");
        await using var call = await phone.Dial("0612345678");
        var invite = await provider.Asked(SipMethod.Invite);

        Assert.Equal(481, await Invite(provider, Nobodys));
        Assert.Equal(403, await Invite(provider, DialogOf(invite)));
        Assert.Equal(403, await Invite(provider, call.Replaces));
        Assert.Equal(403, await Refer(provider, invite, "sip:+4930123456@127.0.0.1"));

        await call.HangUp();
    }

    [Fact]
    public async Task A_phone_connects_its_call_to_no_call_of_others()
    {
        await Provider();
        var (brams, sannes) = (await Phone("202", "127.0.0.41"), await Phone("203", "127.0.0.42"));
        await using var call = await brams.Dial("0612345678");
        await using var colleagues = await sannes.Dial("0687654321");
        var somebody = new SipUri("127.0.0.1", "203");

        Assert.Equal(481, await call.Refer(somebody.WithHeader("Replaces", Nobodys)));
        Assert.Equal(403, await call.Refer(somebody.WithHeader("Replaces", colleagues.Replaces)));

        await call.HangUp();
        await colleagues.HangUp();
    }

    /// <summary>The provider calls the company, and would like to take the place of a side of that call.</summary>
    static async Task<int> Invite(SipProvider provider, string replaces)
    {
        await using var sound = new SoundPort(provider.Local.Address);
        var uri = new SipUri(provider.Server.Address.ToString(), "31205550100");
        var caller = new NameAddress(new SipUri(provider.Local.Address.ToString(), "0612345678")).WithTag("caller");
        var invite = provider.Request(SipMethod.Invite, uri, caller, new NameAddress(uri), $"{Guid.NewGuid():n}@provider", 1);
        invite.Headers.Add(HeaderName.Replaces, replaces);
        invite.SetBody(sound.Offer, "application/sdp");
        var final = await provider.Ask(invite);
        await provider.Acknowledge(final, uri);
        return final.StatusCode;
    }

    /// <summary>The provider asks, in the call that it was called for, to have somebody else called.</summary>
    static async Task<int> Refer(SipProvider provider, SipRequest invite, string to)
    {
        var us = invite.Contacts[0].Uri;
        var refer = provider.Request(SipMethod.Refer, us, invite.To.WithTag(SipPeer.Tag), invite.From, invite.CallId, 1);
        refer.Headers.Add(HeaderName.ReferTo, $"<{to}>");
        return (await provider.Ask(refer)).StatusCode;
    }

    /// <summary>The call that this INVITE of ours began, as its other side names it to us.</summary>
    static string DialogOf(SipRequest invite) => $"{invite.CallId};to-tag={invite.From.Tag};from-tag={SipPeer.Tag}";

    async Task<SipPhone> Phone(string extension, string address)
    {
        var (_, phone) = await _peers.Phone($"Toestel {extension}", extension, address);
        Assert.Equal(200, await phone.Register());
        return phone;
    }

    async Task<SipProvider> Provider()
    {
        var provider = await _peers.Provider("127.0.0.31");
        await _peers.TrunkSays(await _peers.Trunk("Amsterdam", provider), "Geregistreerd");
        return provider;
    }

    async Task<string> RunningCall() => (await _anna.Open("/admin/calls")).Text("#running-calls tbody tr");
}
