using System.Globalization;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>All that an administrator can set of a trunk, at Kamailio: each kind is called out over and called in over, with sound both ways.</summary>
public sealed class TrunkKindsTests(DemoPbx demo) : IAsyncLifetime
{
    WebUser? _administrator;
    BaresipPhone? _sanne;

    BaresipPhone Sanne => _sanne!;

    public async ValueTask InitializeAsync()
    {
        _administrator = await WebUser.SignIn(demo.Running, "anna");
        _sanne = await BaresipPhone.Start(await _administrator.AddPhone(demo.Running, "203"), Tone.Low);
        await Sanne.Registered();
    }

    public async ValueTask DisposeAsync()
    {
        _administrator?.Dispose();
        if (_sanne is not null)
        {
            await _sanne.DisposeAsync();
        }
    }

    [Fact]
    [Spec("A4-01")]
    public async Task Registered_over_TLS_with_encrypted_sound()
    {
        await using var provider = await Kamailio.Start();
        var settings = provider.AsTrunk();
        settings["Input.Transport"] = "Tls";
        settings["Input.Port"] = Text(provider.TlsPort);
        settings["Input.Srtp"] = "Required";
        var outside = new PhoneSettings { MediaEncryption = "srtp-mand" };

        await CallBothWays(provider, settings, "Geregistreerd", "31612345678", "31205550103", outside);

        Assert.Contains("over=tls ", await provider.CallTo("31612345678"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A4-01")]
    public async Task Encrypted_sound_that_may_be_and_is_not_when_the_other_side_does_not_speak_it()
    {
        await using var provider = await Kamailio.Start();
        var settings = provider.AsTrunk();
        settings["Input.Srtp"] = "Optional";

        await CallBothWays(provider, settings, "Geregistreerd", "31612345678", "31205550103", new PhoneSettings());
    }

    [Theory]
    [InlineData("G722")]
    [InlineData("Pcmu")]
    [Spec("A4-01")]
    public async Task Registered_over_TCP_with_the_one_codec_that_was_chosen(string codec)
    {
        await using var provider = await Kamailio.Start();
        var settings = provider.AsTrunk();
        settings["Input.Transport"] = "Tcp";
        settings["Input.Codecs"] = codec;
        var outside = codec is "G722" ? PhoneSettings.G722 : new PhoneSettings { Codecs = "PCMU" };

        await CallBothWays(provider, settings, "Geregistreerd", "31612345678", "31205550103", outside);

        Assert.Contains("over=tcp ", await provider.CallTo("31612345678"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E164WithPlus", "+31612345678", "+31205550103", "AssertedIdentity")]
    [InlineData("National", "0612345678", "0205550103", "RemotePartyId")]
    [InlineData("E164", "31612345678", "31205550103", "From")]
    [Spec("A4-01")]
    public async Task Known_by_address_with_numbers_in_the_notation_that_was_chosen(
        string notation,
        string outside,
        string own,
        string callerIdHeader
    )
    {
        await using var provider = await Kamailio.Start(customer: demo.Running.Registrar);
        var settings = provider.AsTrunk();
        settings["Input.Method"] = "Address";
        settings["Input.Sources"] = Kamailio.Address;
        settings["Input.Username"] = "";
        settings["Input.Password"] = "";
        settings["Input.Outgoing"] = notation;
        settings["Input.Incoming"] = notation;
        settings["Input.CallerIdHeader"] = callerIdHeader;

        await CallBothWays(provider, settings, "Bereikbaar", outside, own, new PhoneSettings());

        var call = await provider.CallTo(outside);
        var shown = own[..^3] + "100"; // the company's number
        var address = $"<sip:{shown}@{Kamailio.Address}>";
        Assert.True(call.Contains($" to={outside} from={shown} ", StringComparison.Ordinal), call);
        Assert.Equal(callerIdHeader is "AssertedIdentity", call.Contains($"asserted={address} ", StringComparison.Ordinal));
        Assert.Equal(callerIdHeader is "RemotePartyId", call.Contains($"remote={address};party=calling", StringComparison.Ordinal));
    }

    [Fact]
    [Spec("A4-01")]
    public async Task Behind_an_outbound_proxy_in_a_domain_that_nobody_can_look_up()
    {
        await using var provider = await Kamailio.Start();
        var settings = provider.AsTrunk();
        settings["Input.Server"] = Kamailio.Domain;
        settings["Input.Port"] = "";
        settings["Input.OutboundProxy"] = string.Create(CultureInfo.InvariantCulture, $"{Kamailio.Address}:{provider.Port}");

        await CallBothWays(provider, settings, "Geregistreerd", "31612345678", "31205550103", new PhoneSettings());

        var call = await provider.CallTo("31612345678");
        Assert.True(call.Contains($"host={Kamailio.Domain} route=<sip:{Kamailio.Address}:{provider.Port}", StringComparison.Ordinal), call);
    }

    /// <param name="outside">A telephone in the world, named as the provider writes its number.</param>
    /// <param name="own">Sanne's number, as the provider writes it.</param>
    async Task CallBothWays(
        Kamailio provider,
        Dictionary<string, string> settings,
        string state,
        string outside,
        string own,
        PhoneSettings phone
    )
    {
        await using var telephone = await BaresipPhone.Start(provider.Telephone(outside), Tone.High, phone);
        await telephone.Registered();
        var trunk = await _administrator!.AddTrunk(demo.Running, settings);
        try
        {
            await trunk.Says(state, () => $"{provider.Output}\n{demo.Running.Log}");

            await Sanne.Dial("0612345678");
            await telephone.Rings();
            await telephone.Answer();
            await Sanne.Talks();
            await HearEachOther(telephone, phone);
            await telephone.HangUp();
            await Sanne.Ended();

            await telephone.Dial(own);
            await Sanne.Rings();
            await Sanne.Answer();
            await telephone.Talks();
            await HearEachOther(telephone, phone);
            await Sanne.HangUp();
            await telephone.Ended();
        }
        finally
        {
            await trunk.Remove();
        }

        using var sanne = await WebUser.SignIn(demo.Running, "sanne");
        await sanne.Says("06 12345678", " s ");
    }

    async Task HearEachOther(BaresipPhone telephone, PhoneSettings phone)
    {
        if (phone.MediaEncryption is not null)
        {
            await telephone.EncryptsSound();
        }

        await Sanne.Hears(Tone.High);
        await telephone.Hears(Tone.Low);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
