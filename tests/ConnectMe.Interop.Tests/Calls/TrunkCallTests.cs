using System.Globalization;
using ConnectMe.Interop.Tests.Hearing;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>A desk phone and the telephone network, with Kamailio as the provider that we register with.</summary>
public sealed class TrunkCallTests(DemoPbx demo) : IAsyncLifetime
{
    Kamailio? _provider;
    BaresipPhone? _sanne;
    BaresipPhone? _outside;

    BaresipPhone Sanne => _sanne!;
    BaresipPhone Outside => _outside!;

    public async ValueTask InitializeAsync()
    {
        _provider = await Kamailio.Start();
        _outside = await BaresipPhone.Start(_provider.Telephone("31612345678"), Tone.High);
        await Outside.Registered();
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        await administrator.AddTrunk(
            demo.Running,
            new()
            {
                ["Input.Name"] = "Voorbeeld Telecom",
                ["Input.Method"] = "Registration",
                ["Input.Server"] = Kamailio.Address,
                ["Input.Port"] = _provider.Port.ToString(CultureInfo.InvariantCulture),
                ["Input.Transport"] = "Udp",
                ["Input.Username"] = "1000",
                ["Input.Password"] = "pw1000",
                ["Input.Codecs"] = "Pcma",
                ["Input.Outgoing"] = "E164",
                ["Input.Incoming"] = "E164",
                ["Input.CallerIdHeader"] = "AssertedIdentity",
                ["Input.ConcurrentCalls"] = "4",
            }
        );
        _sanne = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "203"), Tone.Low);
        await Sanne.Registered();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in new IAsyncDisposable?[] { _sanne, _outside, _provider })
        {
            if (peer is not null)
            {
                await peer.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_phone_calls_a_number_outside_and_is_called_from_there()
    {
        await Patience.Until(
            async () =>
            {
                await Sanne.Dial("0612345678");
                return (await Outside.Within(TimeSpan.FromSeconds(3), "CALL_INCOMING"));
            },
            () => $"The telephone outside does not ring:\n{Sanne.Output}\n{demo.Running.Log}"
        );
        await Outside.Answer();
        await Sanne.Talks();
        await Sanne.Hears(Tone.High);
        await Outside.Hears(Tone.Low);
        await Outside.HangUp();
        await Sanne.Ended();

        await Outside.Dial("31205550103");
        await Sanne.Rings();
        await Sanne.Answer();
        await Outside.Talks();
        await Sanne.Hears(Tone.High);
        await Outside.Hears(Tone.Low);
        await Sanne.HangUp();
        await Outside.Ended();
    }
}
