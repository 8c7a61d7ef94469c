using System.Collections.Concurrent;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>Which company a mix belongs to, as the effects of switchboards tell: what the media says of one is for that company's switchboard.</summary>
internal sealed class MixOwners
{
    readonly ConcurrentDictionary<MixId, CompanyId> _owners = new();
    readonly Dictionary<MixId, HashSet<MediaId>> _members = []; // of the one reader of effects

    public CompanyId? OwnerOf(MixId mix) => _owners.TryGetValue(mix, out var company) ? company : null;

    /// <summary>Called by the one reader of effects.</summary>
    public void Joined(CompanyId company, MixId mix, MediaId media)
    {
        if (!_members.TryGetValue(mix, out var members))
        {
            _members.Add(mix, members = []);
            _owners[mix] = company;
        }

        members.Add(media);
    }

    /// <summary>Called by the one reader of effects.</summary>
    public void Left(MixId mix, MediaId media)
    {
        if (_members.TryGetValue(mix, out var members) && members.Remove(media) && members.Count == 0)
        {
            _members.Remove(mix);
            _owners.TryRemove(mix, out _);
        }
    }
}
