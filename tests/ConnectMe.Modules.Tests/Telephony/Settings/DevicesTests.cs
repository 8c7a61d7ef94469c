using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class DevicesTests(DevicesTests.Host host) : IClassFixture<DevicesTests.Host>
{
    readonly Administrator _anna = new(host);

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
        var kept = (await host.Services.GetRequiredService<TelephonySecrets>().OfDevices(Ct))[device.Id];
        Assert.Equal(host.Services.GetRequiredService<TelephonySecrets>().SecretOf(device.Id, username, secret), kept);

        foreach (var page in new[] { "/admin/devices", $"/admin/devices/{device.Id}" })
        {
            Assert.DoesNotContain(secret, (await _anna.Open(page)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Spec("A5-01")]
    public async Task A_revoked_device_is_gone_with_its_secret()
    {
        var device = await Add("Werkplaats", "204");

        var answer = await _anna.Do($"/admin/devices/{device}/revoke");

        Assert.Contains("/admin/devices", answer.Headers["HX-Location"], StringComparison.Ordinal);
        Assert.DoesNotContain((await _anna.Configuration()).Devices, d => d.Id == device);
        Assert.DoesNotContain(device, (await host.Services.GetRequiredService<TelephonySecrets>().OfDevices(Ct)).Keys);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/admin/devices/{device}")).Status);
        await _anna.Do($"/admin/devices/{device}/revoke"); // a second click changes nothing
    }

    [Fact]
    [Spec("A5-01")]
    public async Task A_new_secret_takes_the_place_of_the_old_one()
    {
        var device = await Add("Magazijn", "206");
        var secrets = host.Services.GetRequiredService<TelephonySecrets>();
        var before = (await secrets.OfDevices(Ct))[device];

        var shown = await _anna.Do($"/admin/devices/{device}/secret");

        var after = (await secrets.OfDevices(Ct))[device];
        Assert.NotEqual(before, after);
        Assert.Equal(secrets.SecretOf(device, shown.Text("#once-name"), shown.Text("#once-secret")), after);
    }

    [Fact]
    [Spec("A5-01", "A5-02")]
    public async Task The_list_says_where_a_phone_is_registered_and_since_when_it_is_not()
    {
        var online = await Add("Balie", "202");
        var offline = await Add("Kantine", "203");
        var never = await Add("Nieuw", "205");
        host.Registrations.Is(online, host.Now.AddMinutes(5), "192.0.2.42", "Yealink <T54W>");
        host.Registrations.Is(offline, host.Now.AddMinutes(-5), "192.0.2.43", userAgent: null);

        var list = await _anna.Open("/admin/devices");

        Assert.Contains("Online", list.Text($"#device-{online}"), StringComparison.Ordinal);
        Assert.Contains("192.0.2.42 · TLS", list.Text($"#device-{online}"), StringComparison.Ordinal);
        Assert.Contains("Yealink <T54W>", list.Text($"#device-{online}"), StringComparison.Ordinal); // as text, not as markup
        Assert.Contains("Offline sinds", list.Text($"#device-{offline}"), StringComparison.Ordinal);
        Assert.Contains("Nooit aangemeld", list.Text($"#device-{never}"), StringComparison.Ordinal);

        var own = await new Administrator(host, "bram").Open("/settings/devices");
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

    async Task<Guid> Add(string name, string extension)
    {
        var shown = await _anna.Do("/admin/devices/new", Fields(name, extension));
        return (await _anna.Configuration()).Devices.Single(d => d.Username == shown.Text("#once-name")).Id;
    }

    static (string, string)[] Fields(string name, string extension) =>
        [("Input.Name", name), ("Input.Owner", Administrator.PersonId(extension))];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public sealed class Host(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        internal PaperRegistrations Registrations { get; } = new();

        internal DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

        protected override void Configure(IServiceCollection services)
        {
            services.RemoveAll<IRegistrations>();
            services.AddSingleton<IRegistrations>(Registrations);
        }
    }

    /// <summary>What the registrar would know.</summary>
    internal sealed class PaperRegistrations : IRegistrations
    {
        readonly Dictionary<Guid, DeviceRegistration> _known = [];

        public void Is(Guid device, DateTimeOffset until, string address, string? userAgent) =>
            _known[device] = new DeviceRegistration(device, until, until, "TLS", new IPEndPoint(IPAddress.Parse(address), 5061), userAgent);

        public ValueTask<IReadOnlyList<DeviceRegistration>> Of(CompanyId company, CancellationToken ct) => new([.. _known.Values]);
    }
}
