using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// The digest clients of the trunks. A trunk's credentials answer its own realm, and its own addresses only: those that its name led to, and those that
/// the directory knows it by. Not whatever a Contact or a Record-Route pointed to (A4).
/// </summary>
sealed class ChallengeAnswers(ISipDirectory directory, RandomNumberGenerator random)
{
    readonly Dictionary<Guid, TrunkClient> _trunks = [];

    /// <summary>A response to a request that was sent where the trunk's name leads: the address it came from is the trunk's.</summary>
    public void Learn(SipTrunk trunk, SipTarget target, SipFlow? from)
    {
        if (from is not null && target is SipTarget.Located located && IsNameOf(trunk, located.Uri))
        {
            var addresses = ClientOf(trunk).Addresses;
            if (addresses.Count >= MostAddresses)
            {
                addresses.Clear();
            }

            addresses.Add(from.Remote.Address);
        }
    }

    public bool TryAnswer(SipRequest again, SipResponse challenge, SipTrunk trunk, SipFlow? from, int tries)
    {
        if (from is null)
        {
            return false;
        }

        var client = ClientOf(trunk);
        IReadOnlyCollection<IPAddress> own =
            directory.TrunkAt(from.Remote.Address)?.Id == trunk.Id ? [from.Remote.Address] : client.Addresses;
        return client.Digest.Answer(challenge, from.Remote.Address, own, again, tries) == DigestAnswer.Answered;
    }

    TrunkClient ClientOf(SipTrunk trunk)
    {
        if (!_trunks.TryGetValue(trunk.Id, out var client) || client.Credentials != trunk.Credentials)
        {
            var (username, password, realm) = trunk.Credentials ?? new TrunkCredentials("", "");
            _trunks[trunk.Id] = client = new TrunkClient(trunk.Credentials, new DigestClient(username, password, realm, random), []);
        }

        return client;
    }

    static bool IsNameOf(SipTrunk trunk, SipUri uri) =>
        string.Equals(uri.Host, (trunk.OutboundProxy ?? trunk.Server).Host, StringComparison.OrdinalIgnoreCase);

    sealed record TrunkClient(TrunkCredentials? Credentials, DigestClient Digest, HashSet<IPAddress> Addresses);

    const int MostAddresses = 64;
}
