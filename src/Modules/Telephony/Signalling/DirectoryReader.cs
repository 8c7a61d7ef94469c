using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Makes the <see cref="DirectoryState"/> from what the administrators of all companies set.</summary>
internal sealed class DirectoryReader(
    ITelephonyConfigurations configurations,
    TelephonySecrets secrets,
    IPeople people,
    ILogger<DirectoryReader> log
)
{
    public async Task<DirectoryState> Read(CancellationToken ct)
    {
        var all = await configurations.All(ct);
        var proofs = await secrets.OfDevices(ct);
        List<KnownDevice> devices = [];
        List<KnownTrunk> trunks = [];
        Dictionary<(CompanyId, string), UserId> extensions = [];
        foreach (var company in all)
        {
            var id = new CompanyId(company.CompanyId);
            var workHere = (await people.Of(id, ct)).ToDictionary(person => person.Id.Value);
            devices.AddRange(
                company
                    .Devices.Where(device => proofs.ContainsKey(device.Id) && workHere.ContainsKey(device.OwnerId))
                    .Select(device => Known(device, proofs[device.Id]))
            );
            foreach (var person in workHere.Values)
            {
                extensions[(id, person.Extension)] = person.Id;
            }

            foreach (var trunk in company.Trunks)
            {
                trunks.Add(await Known(trunk, company, ct));
            }
        }

        return new DirectoryState(devices, trunks, extensions);
    }

    KnownDevice Known(Device device, DeviceSecret proof) =>
        new(
            device,
            new SipAccount(
                device.Id,
                device.CompanyId,
                device.Username,
                new DigestSecret(proof.Ha1Md5, proof.Ha1Sha256),
                new SipUri(secrets.Realm, device.Username),
                device.RequiresTls
            )
        );

    async Task<KnownTrunk> Known(Trunk trunk, TelephonyConfiguration company, CancellationToken ct)
    {
        var password = await secrets.PasswordOf(new CompanyId(trunk.CompanyId), trunk.Id, ct);
        return new KnownTrunk(
            trunk,
            company.Region,
            [.. company.Numbers],
            TrunkAddresses.Sip(trunk, password),
            [.. trunk.Settings.Sources.Select(Network).OfType<IPNetwork>()],
            await Addresses(trunk, ct)
        );
    }

    /// <summary>An address alone is a network of one.</summary>
    static IPNetwork? Network(string source) =>
        IPNetwork.TryParse(source, out var network) ? network
        : IPAddress.TryParse(source, out var address)
            ? new IPNetwork(address, address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128)
        : null;

    async Task<ImmutableArray<IPAddress>> Addresses(Trunk trunk, CancellationToken ct)
    {
        HashSet<IPAddress> addresses = [];
        foreach (var host in TrunkAddresses.Hosts(trunk))
        {
            try
            {
                addresses.UnionWith(IPAddress.TryParse(host, out var address) ? [address] : await Dns.GetHostAddressesAsync(host, ct));
            }
            catch (SocketException unknown) // DNS's way to say that there is no such name, or no answer
            {
                log.TrunkNotFound(unknown, host);
            }
        }

        return [.. addresses];
    }
}
