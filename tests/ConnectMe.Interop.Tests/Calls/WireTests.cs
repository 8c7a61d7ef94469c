using System.Globalization;
using System.Text.RegularExpressions;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>What tshark has to say of our SIP, SDP, RTP and RTCP.</summary>
[Trait("Pace", "alone")] // what other tests say encrypted, tshark takes for RTCP that is malformed
public sealed partial class WireTests(DemoPbx demo)
{
    [Fact]
    public async Task Of_a_call_between_phones_and_one_over_a_trunk_tshark_finds_no_message_malformed_and_no_packet_of_sound_missing()
    {
        await using var provider = await Kamailio.Start();
        await using var outside = await BaresipPhone.Start(provider.Telephone("31612345678"), Tone.High);
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        await using var anna = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "201"), Tone.Low);
        await using var bram = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "202"), Tone.High);
        await outside.Registered();
        await anna.Registered();
        await bram.Registered();
        await using var wire = await WireCapture.Start("udp", demo.Running.SipPort);
        var trunk = await administrator.AddTrunk(demo.Running, provider.AsTrunk());
        await trunk.Says("Geregistreerd", () => $"{provider.Output}\n{demo.Running.Log}");

        await Call(anna, "202", bram);
        await Call(anna, "0612345678", outside);
        await trunk.Remove();
        await wire.Stop();

        var methods = (await wire.Sip()).Select(message => message.Method).Distinct();
        Assert.Superset(new HashSet<string>(["REGISTER", "INVITE", "ACK", "BYE"]), methods.ToHashSet());
        Assert.Empty(await wire.Read("-Y", "(sip || sdp || rtp || rtcp) && (_ws.malformed || _ws.expert.severity == error)"));
        var streams = (await wire.Read("-q", "-z", "rtp,streams"))
            .Select(line => Stream().Match(line))
            .Where(stream => stream.Success)
            .ToList();
        Assert.True(streams.Count >= 8, $"two calls of two legs in both directions are eight streams, and tshark finds {streams.Count}");
        Assert.All(streams, stream => Assert.Equal("0", stream.Groups["lost"].Value));
        Assert.True(streams.Sum(stream => int.Parse(stream.Groups["packets"].Value, CultureInfo.InvariantCulture)) > 8 * 25);
    }

    static async Task Call(BaresipPhone caller, string number, BaresipPhone callee)
    {
        await caller.Dial(number);
        await callee.Rings();
        await callee.Answer();
        await caller.Talks();
        await caller.Hears(Tone.High);
        await callee.Hears(Tone.Low);
        await caller.HangUp();
        await callee.Ended();
    }

    [GeneratedRegex(
        @"0x[0-9A-Fa-f]{8}\s+\S.*?\s(?<packets>\d+)\s+(?<lost>-?\d+) \(",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Stream();
}
