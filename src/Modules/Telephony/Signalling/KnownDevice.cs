using System.Collections.Immutable;
using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Signalling;

/// <summary>A device that may sign in.</summary>
internal sealed record KnownDevice(Device Device, SipAccount Account)
{
    public CompanyId Company => new(Device.CompanyId);
    public UserId Owner => new(Device.OwnerId);

    public bool HasSameSecret(KnownDevice other) =>
        Device.Username == other.Device.Username && Account.Secret.Sha256 == other.Account.Secret.Sha256;
}

/// <summary>A trunk as it is used.</summary>
/// <param name="Addresses">Of its server and proxy, as DNS had them: calls come from there too.</param>
internal sealed record KnownTrunk(
    Trunk Trunk,
    string Region,
    ImmutableArray<CompanyNumber> Numbers,
    SipTrunk Sip,
    ImmutableArray<IPNetwork> Sources,
    ImmutableArray<IPAddress> Addresses
)
{
    public CompanyId Company => new(Trunk.CompanyId);

    public bool IsFrom(IPAddress address) => Addresses.Contains(address) || Sources.Any(source => source.Contains(address));
}
