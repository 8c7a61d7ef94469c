using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Signalling;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class DevicesTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    readonly ConnectMeHost _host;
    readonly Administrator _anna;
    readonly PhonesAndProviders _peers;

    public DevicesTests(ConnectMeHost host)
    {
        (_host, _anna) = (host, new Administrator(host));
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("A5-01")]
    public async Task A_device_gets_a_name_and_a_secret_that_are_shown_once()
    {
        var shown = await _anna.Do("/admin/devices/new", Fields("Balie", "202"));
        var username = shown.Text("#once-name");
        var secret = shown.Text("#once-secret");

        Assert.Matches("^d-[a-z2-9]{12}$", username);
        Assert.Equal(24, secret.Length);
        var device = (await _anna.Configuration()).Devices.Single(d => d.Username == username);
        Assert.Equal(("Balie", DemoCompany.Id), (device.Name, device.CompanyId));
        var kept = (await _host.Services.GetRequiredService<TelephonySecrets>().OfDevices(Ct))[device.Id];
        Assert.Equal(_host.Services.GetRequiredService<TelephonySecrets>().SecretOf(device.Id, username, secret), kept);

        foreach (var page in new[] { "/admin/devices", $"/admin/devices/{device.Id}" })
        {
            Assert.DoesNotContain(secret, (await _anna.Open(page)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Spec("A5-01")]
    public async Task A_revoked_device_is_gone_with_its_secret_and_signs_in_no_more()
    {
        var (device, phone) = await _peers.Phone("Werkplaats", "204", "127.0.0.45");
        Assert.Equal(200, await phone.Register());

        var answer = await _anna.Do($"/admin/devices/{device}/revoke");

        Assert.Contains("/admin/devices", answer.Headers["HX-Location"], StringComparison.Ordinal);
        Assert.DoesNotContain((await _anna.Configuration()).Devices, d => d.Id == device);
        Assert.DoesNotContain(device, (await _host.Services.GetRequiredService<TelephonySecrets>().OfDevices(Ct)).Keys);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/admin/devices/{device}")).Status);
        await _anna.Do($"/admin/devices/{device}/revoke"); // a second click changes nothing
        await Eventually.Is(() => !_host.Services.GetRequiredService<SipDirectory>().State.Devices.ContainsKey(device));
        Assert.NotEqual(200, await phone.Register());
    }

    [Fact]
    [Spec("A5-01")]
    public async Task A_new_secret_takes_the_place_of_the_old_one()
    {
        var (device, phone) = await _peers.Phone("Magazijn", "206", "127.0.0.46");
        Assert.Equal(200, await phone.Register());
        await Eventually.Is(async () => Says(await _anna.Open("/admin/devices"), device, "Online"));

        var shown = await _anna.Do($"/admin/devices/{device}/secret");

        await Eventually.Is(async () => Says(await _anna.Open("/admin/devices"), device, "Offline sinds")); // what the old one registered is gone
        Assert.NotEqual(200, await phone.Register());
        Assert.Equal(200, await phone.Register(password: shown.Text("#once-secret")));
        Assert.Equal(phone.Username, shown.Text("#once-name"));
    }

    [Fact]
    [Spec("A5-01", "A5-02")]
    public async Task The_list_says_where_a_phone_is_registered_and_since_when_it_is_not()
    {
        var (online, bram) = await _peers.Phone("Balie", "202", "127.0.0.42", "Yealink <T54W>");
        var (offline, sanne) = await _peers.Phone("Kantine", "203", "127.0.0.43");
        var (never, _) = await _peers.Phone("Nieuw", "205", "127.0.0.44");
        Assert.Equal(200, await bram.Register());
        Assert.Equal(200, await sanne.Register());
        Assert.Equal(200, await sanne.Register(seconds: 0));
        await Eventually.Is(async () => Says(await _anna.Open("/admin/devices"), online, "Online"));
        await Eventually.Is(async () => Says(await _anna.Open("/admin/devices"), offline, "Offline sinds"));

        var list = await _anna.Open("/admin/devices");

        Assert.Contains("127.0.0.42 · UDP", list.Text($"#device-{online}"), StringComparison.Ordinal);
        Assert.Contains("Yealink <T54W>", list.Text($"#device-{online}"), StringComparison.Ordinal); // as text, not as markup
        Assert.Contains("Nooit aangemeld", list.Text($"#device-{never}"), StringComparison.Ordinal);

        var own = await new Administrator(_host, "bram").Open("/settings/devices");
        Assert.Contains("Online", own.Text($"#device-{online}"), StringComparison.Ordinal);
        Assert.Null(own.Document.QuerySelector($"#device-{offline}")); // Sanne's
    }

    [Theory]
    [InlineData("", "202", "Geef het toestel een naam")]
    [InlineData("   ", "202", "Geef het toestel een naam")]
    [InlineData("Balie", null, "Kies bij wie")]
    [InlineData("Een naam die zo lang is dat hij op geen enkel scherm van geen enkele telefoon past", "202", "hoogstens 60")]
    [Spec("A5-01")]
    public async Task What_is_wrong_with_a_device_stands_beside_its_field(string name, string? extension, string refusal)
    {
        var before = (await _anna.Configuration()).Devices.Count;

        var answer = await _anna.Post(
            "/admin/devices/new",
            ("Input.Name", name),
            ("Input.Owner", extension is null ? Guid.NewGuid().ToString() : Administrator.PersonId(extension))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text(".err"), StringComparison.Ordinal);
        Assert.NotNull(answer.Document.QuerySelector("[aria-invalid=true][aria-describedby]"));
        Assert.Equal(before, (await _anna.Configuration()).Devices.Count);
    }

    [Fact]
    [Spec("A5-02")]
    public async Task A_person_has_several_devices_and_a_device_can_be_given_to_another()
    {
        var first = await Add("Balie", "201");
        var second = await Add("Thuis", "201");
        var anna = Guid.Parse(Administrator.PersonId("201"));
        Assert.Equal([first, second], (await _anna.Configuration()).DevicesOf(anna).Select(d => d.Id));

        await _anna.Do(
            $"/admin/devices/{second}",
            [.. Fields("Thuis bij Bram", "202"), ("Input.RequiresTls", "true"), ("Input.RequiresSrtp", "true")]
        );

        var changed = (await _anna.Configuration()).Devices.Single(d => d.Id == second);
        Assert.Equal(
            ("Thuis bij Bram", Guid.Parse(Administrator.PersonId("202")), true, true),
            (changed.Name, changed.OwnerId, changed.RequiresTls, changed.RequiresSrtp)
        );
    }

    static bool Says(Answer list, Guid device, string words) => list.Text($"#device-{device}").Contains(words, StringComparison.Ordinal);

    async Task<Guid> Add(string name, string extension)
    {
        var shown = await _anna.Do("/admin/devices/new", Fields(name, extension));
        return (await _anna.Configuration()).Devices.Single(d => d.Username == shown.Text("#once-name")).Id;
    }

    static (string, string)[] Fields(string name, string extension) =>
        [("Input.Name", name), ("Input.Owner", Administrator.PersonId(extension))];

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
