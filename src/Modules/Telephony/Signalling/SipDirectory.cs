using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Who may sign in and whose calls are taken, of all companies: one immutable state that is replaced as a whole.</summary>
internal sealed class SipDirectory : ISipDirectory
{
    volatile DirectoryState _state = DirectoryState.Empty;

    public DirectoryState State => _state;

    /// <returns>What it was before.</returns>
    public DirectoryState Replace(DirectoryState state)
    {
        var before = _state;
        _state = state;
        return before;
    }

    public SipAccount? Account(string username) => _state.ByUsername.GetValueOrDefault(username)?.Account;

    public SipTrunk? TrunkAt(IPAddress source) => _state.TrunksAt(source).FirstOrDefault()?.Sip;
}

internal sealed class DirectoryState(
    IReadOnlyList<KnownDevice> devices,
    IReadOnlyList<KnownTrunk> trunks,
    IReadOnlyDictionary<(CompanyId Company, string Extension), UserId> people
)
{
    public static DirectoryState Empty { get; } = new([], [], FrozenDictionary<(CompanyId, string), UserId>.Empty);

    public FrozenDictionary<string, KnownDevice> ByUsername { get; } =
        devices.ToFrozenDictionary(device => device.Device.Username, StringComparer.Ordinal);

    public FrozenDictionary<Guid, KnownDevice> Devices { get; } = devices.ToFrozenDictionary(device => device.Device.Id);

    public ImmutableArray<KnownTrunk> Trunks { get; } = [.. trunks];

    public KnownTrunk? Trunk(Guid id) => Trunks.FirstOrDefault(trunk => trunk.Trunk.Id == id);

    public UserId? PersonAt(CompanyId company, string extension) =>
        people.TryGetValue((company, extension), out var person) ? person : null;

    /// <summary>Several companies may have the same provider.</summary>
    public IEnumerable<KnownTrunk> TrunksAt(IPAddress source)
    {
        var address = source.IsIPv4MappedToIPv6 ? source.MapToIPv4() : source;
        return Trunks.Where(trunk => trunk.IsFrom(address));
    }
}
