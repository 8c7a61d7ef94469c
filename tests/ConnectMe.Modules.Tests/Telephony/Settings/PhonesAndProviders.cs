using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Signalling;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

/// <summary>The phones and providers of one test, set up by the administrator as one would: gone again at its end, with their trunks and devices.</summary>
internal sealed class PhonesAndProviders(ConnectMeHost host, Administrator administrator) : IAsyncDisposable
{
    readonly List<SipPeer> _peers = [];
    readonly List<string> _undo = [];

    /// <summary>Adds a phone to a person; it is not signed in yet.</summary>
    public async Task<(Guid Device, SipPhone Phone)> Phone(string name, string extension, string address, string? userAgent = null)
    {
        var shown = await administrator.Do("/admin/devices/new", ("Input.Name", name), ("Input.Owner", Administrator.PersonId(extension)));
        var username = shown.Text("#once-name");
        await Eventually.Is(() => Directory.State.ByUsername.ContainsKey(username));
        var device = Directory.State.ByUsername[username].Device.Id;
        _undo.Add($"/admin/devices/{device}/revoke");
        return (device, await Stranger(address, username, shown.Text("#once-secret"), userAgent));
    }

    /// <summary>Somebody with a name and a password, right ones or not.</summary>
    public async Task<SipPhone> Stranger(string address, string username, string secret, string? userAgent = null)
    {
        var phone = new SipPhone(await Server(), address, username, secret, Realm) { UserAgent = userAgent };
        _peers.Add(phone);
        return phone;
    }

    public async Task<SipProvider> Provider(string address)
    {
        var provider = new SipProvider(await Server(), address);
        _peers.Add(provider);
        return provider;
    }

    /// <summary>A trunk to this provider, last in the order.</summary>
    public async Task<Guid> Trunk(string name, SipProvider provider, params (string Name, string Value)[] more) =>
        await Trunk(name, provider.Local, more);

    public async Task<Guid> Trunk(string name, IPEndPoint at, params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] usual =
        [
            ("Input.Name", name),
            ("Input.Method", "Registration"),
            ("Input.Server", at.Address.ToString()),
            ("Input.Port", at.Port.ToString()),
            ("Input.Username", "31205550100"),
            ("Input.Password", "geheim-van-de-provider"),
            ("Input.ConcurrentCalls", "10"),
            ("Input.Codecs", "Pcma"),
        ];
        await administrator.Do("/admin/trunks/new", [.. usual.Where(field => more.All(m => m.Name != field.Name)), .. more]);
        var trunk = (await administrator.Configuration()).Trunks.Last(t => t.Name == name).Id;
        _undo.Add($"/admin/trunks/{trunk}/remove");
        return trunk;
    }

    /// <summary>Until the page says so of the trunk.</summary>
    public Task TrunkSays(Guid trunk, string words) =>
        Eventually.Is(async () =>
            (await administrator.Open("/admin/trunks")).Text($"#trunk-{trunk}").Contains(words, StringComparison.Ordinal)
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var button in _undo)
        {
            await administrator.Do(button);
        }

        foreach (var peer in _peers)
        {
            await peer.DisposeAsync();
        }
    }

    SipDirectory Directory => host.Services.GetRequiredService<SipDirectory>();

    string Realm => host.Services.GetRequiredService<TelephonySecrets>().Realm;

    async Task<IPEndPoint> Server()
    {
        var sip = host.Services.GetRequiredService<SipServer>();
        await Eventually.Is(() => sip.IsOpen);
        return sip.Listening[0].Address;
    }
}
