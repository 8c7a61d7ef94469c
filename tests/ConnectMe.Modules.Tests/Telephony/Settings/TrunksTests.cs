using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class TrunksTests : IClassFixture<ConnectMeHost>
{
    readonly ConnectMeHost _host;
    readonly Administrator _anna;

    public TrunksTests(ConnectMeHost host) => (_host, _anna) = (host, new Administrator(host));

    [Fact]
    [Spec("A4-01")]
    public async Task A_trunk_is_added_as_the_providers_letter_says_and_its_password_is_not_shown_again()
    {
        var trunk = await Add(
            "SIP Amsterdam",
            ("Input.Server", "sip.amsterdam.example"),
            ("Input.Transport", "Tls"),
            ("Input.Srtp", "Required"),
            ("Input.OutboundProxy", "proxy.amsterdam.example:5071"),
            ("Input.Sources", "192.0.2.10, 198.51.100.0/24 2001:db8::/32"),
            ("Input.Codecs", "G722"),
            ("Input.Codecs", "Pcma"),
            ("Input.Outgoing", "E164"),
            ("Input.Incoming", "National"),
            ("Input.ConcurrentCalls", "4")
        );

        var set = trunk.Settings;
        Assert.Equal((TrunkMethod.Registration, "sip.amsterdam.example", TrunkTransport.Tls), (set.Method, set.Server, set.Transport));
        Assert.Equal((SrtpUse.Required, "proxy.amsterdam.example:5071", 4), (set.Srtp, set.OutboundProxy, set.ConcurrentCalls));
        Assert.Equal((NumberNotation.E164, NumberNotation.National), (set.Outgoing, set.Incoming));
        Assert.Equal(["192.0.2.10", "198.51.100.0/24", "2001:db8::/32"], set.Sources);
        Assert.Equal([TrunkCodec.G722, TrunkCodec.Pcma], set.Codecs);
        Assert.Equal("geheim-van-de-provider", await Password(trunk.Id));
        foreach (var page in new[] { "/admin/trunks", $"/admin/trunks/{trunk.Id}" })
        {
            Assert.DoesNotContain("geheim-van-de-provider", (await _anna.Open(page)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Spec("A4-01")]
    public async Task A_change_keeps_the_password_unless_a_new_one_is_typed()
    {
        var trunk = await Add("Reserve");

        await _anna.Do($"/admin/trunks/{trunk.Id}", Fields("Reserve 2", password: "", server: "192.0.2.99"));
        Assert.Equal("geheim-van-de-provider", await Password(trunk.Id));
        await _anna.Do($"/admin/trunks/{trunk.Id}", Fields("Reserve 2", password: "ander", server: "192.0.2.99"));

        Assert.Equal("ander", await Password(trunk.Id));
        var changed = (await _anna.Configuration()).Trunks.Single(t => t.Id == trunk.Id);
        Assert.Equal(("Reserve 2", "192.0.2.99"), (changed.Name, changed.Settings.Server));
    }

    [Theory]
    [InlineData("Input.Server", "", "servernaam")]
    [InlineData("Input.Server", "sip provider<x>", "servernaam")]
    [InlineData("Input.Server", "sip.example/x?y", "servernaam")]
    [InlineData("Input.Name", " ", "een naam")]
    [InlineData("Input.Username", "", "gebruikersnaam")]
    [InlineData("Input.Username", "a\r\nVia: x", "tekens")]
    [InlineData("Input.Password", "", "wachtwoord")]
    [InlineData("Input.Port", "70000", "poort")]
    [InlineData("Input.OutboundProxy", "proxy:x", "naam of adres")]
    [InlineData("Input.Sources", "300.1.1.1", "IP-adressen")]
    [InlineData("Input.ConcurrentCalls", "0", "1 tot en met 1000")]
    [Spec("A4-01")]
    public async Task What_is_wrong_with_a_trunk_stands_beside_its_field(string field, string value, string refusal)
    {
        var before = (await _anna.Configuration()).Trunks.Count;

        var answer = await _anna.Post("/admin/trunks/new", [.. Fields("Fout").Where(f => f.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text($"#{field.Replace('.', '_')}-e"), StringComparison.Ordinal);
        Assert.Equal(before, (await _anna.Configuration()).Trunks.Count);
    }

    [Fact]
    [Spec("A4-01")]
    public async Task A_trunk_by_address_needs_addresses_and_no_password()
    {
        var fields = Fields("Op adres", password: "").Where(f => f.Item1 is not ("Input.Method" or "Input.Username")).ToArray();

        var refused = await _anna.Post("/admin/trunks/new", [.. fields, ("Input.Method", "Address")]);
        Assert.Contains("IP-adressen", refused.Text("#Input_Sources-e"), StringComparison.Ordinal);

        await _anna.Do("/admin/trunks/new", [.. fields, ("Input.Method", "Address"), ("Input.Sources", "192.0.2.20")]);
        Assert.Equal(TrunkMethod.Address, (await _anna.Configuration()).Trunks.Single(t => t.Name == "Op adres").Settings.Method);
    }

    [Fact]
    [Spec("A4-01")]
    public async Task A_preset_fills_in_what_is_usual()
    {
        var form = await _anna.Open("/admin/trunks/new?preset=cheapconnect");

        Assert.Equal("sip.cheapconnect.net", form.Document.QuerySelector("#Input_Server")!.GetAttribute("value"));
        Assert.Equal("E164", form.Document.QuerySelector("#Input_Outgoing option[selected]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.OK, (await _anna.Open("/admin/trunks/new?preset=%3Cx%3E")).Status);
    }

    [Fact]
    [Spec("A4-02")]
    public async Task The_order_of_preference_is_changed_and_a_trunk_removed()
    {
        var (first, second) = (await Add("Voor"), await Add("Na"));
        Assert.True(await PlaceOf(first) < await PlaceOf(second));

        await _anna.Do($"/admin/trunks/{second.Id}/up");
        Assert.True(await PlaceOf(second) < await PlaceOf(first));
        await _anna.Do($"/admin/trunks/{second.Id}/down");
        Assert.True(await PlaceOf(first) < await PlaceOf(second));

        await _anna.Do($"/admin/trunks/{second.Id}/remove");
        Assert.Equal(-1, await PlaceOf(second));
        Assert.Null(await Password(second.Id));
    }

    async Task<Trunk> Add(string name, params (string, string)[] more)
    {
        await _anna.Do("/admin/trunks/new", [.. Fields(name).Where(f => more.All(m => m.Item1 != f.Item1)), .. more]);
        return (await _anna.Configuration()).Trunks.Last(t => t.Name == name);
    }

    async Task<int> PlaceOf(Trunk trunk) => (await _anna.Configuration()).Trunks.ToList().FindIndex(t => t.Id == trunk.Id);

    Task<string?> Password(Guid trunk) =>
        _host
            .Services.GetRequiredService<TelephonySecrets>()
            .PasswordOf(new CompanyId(DemoCompany.Id), trunk, TestContext.Current.CancellationToken);

    static (string, string)[] Fields(string name, string password = "geheim-van-de-provider", string server = "127.0.0.1") =>
        [
            ("Input.Name", name),
            ("Input.Method", "Registration"),
            ("Input.Server", server),
            ("Input.Username", "31205550100"),
            ("Input.Password", password),
            ("Input.ConcurrentCalls", "10"),
            ("Input.Codecs", "Pcma"),
        ];
}
