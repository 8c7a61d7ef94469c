using System.Diagnostics;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>Promise W3 on the wire: a phone or a right that an administrator takes away in the page, while a call is being set up.</summary>
public sealed class RevocationTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    readonly Administrator _anna;
    readonly PhonesAndProviders _peers;

    public RevocationTests(ConnectMeHost host)
    {
        _anna = new Administrator(host);
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("W3")]
    public async Task A_phone_that_is_taken_away_while_it_calls_or_is_called_has_no_call_within_five_seconds()
    {
        var provider = await RingingProvider();
        var (calling, brams) = await Phone("202", "127.0.0.61");
        var (called, sannes) = await Phone("203", "127.0.0.62");
        sannes.Answers = Rings(sannes);
        var outside = brams.Dial("0612345678");
        await provider.Asked(SipMethod.Invite);

        var watch = Stopwatch.StartNew();
        await _anna.Do($"/admin/devices/{calling}/revoke");
        await provider.Asked(SipMethod.Cancel);
        await using (var refused = await outside)
        {
            Assert.True(refused.Status >= 400);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);

        var (_, joosts) = await Phone("204", "127.0.0.63");
        var inside = joosts.Dial("203");
        await sannes.Asked(SipMethod.Invite);
        watch.Restart();
        await _anna.Do($"/admin/devices/{called}/revoke");
        await sannes.Asked(SipMethod.Cancel);
        await using var unreached = await inside;
        Assert.Equal(480, unreached.Status);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
    }

    [Fact]
    [Spec("W3")]
    public async Task What_rings_outside_stops_within_five_seconds_of_the_right_to_it()
    {
        var provider = await RingingProvider();
        var (_, fatimas) = await Phone("205", "127.0.0.64");
        var outside = fatimas.Dial("0612345678");
        await provider.Asked(SipMethod.Invite);

        var watch = Stopwatch.StartNew();
        await Templates.Give(_anna, Administrator.PersonId("205"), ("Input.Outside", "None"));
        await provider.Asked(SipMethod.Cancel);
        await using var stopped = await outside;

        Assert.True(stopped.Status >= 400);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
        await using var again = await fatimas.Dial("0612345678");
        Assert.Equal(403, again.Status);
    }

    static Func<SipRequest, SipResponse?> Rings(SipPeer peer) =>
        request => request.IsInvite ? SipResponse.For(request, 180, SipPeer.Tag) : peer.Welcome(request);

    async Task<SipProvider> RingingProvider()
    {
        var provider = await _peers.Provider("127.0.0.31");
        await _peers.TrunkSays(await _peers.Trunk("Amsterdam", provider), "Geregistreerd");
        provider.Answers = Rings(provider);
        return provider;
    }

    async Task<(Guid Device, SipPhone Phone)> Phone(string extension, string address)
    {
        var (device, phone) = await _peers.Phone($"Toestel {extension}", extension, address);
        Assert.Equal(200, await phone.Register());
        return (device, phone);
    }
}
