using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Authentication;

/// <summary>
/// Digest as a client, for one set of credentials (RFC 3261 §22.2, RFC 7616 §3.4). They are given to their own realm and their own addresses only (A4),
/// at most twice per request. Between requests the nonce is kept and counted, so that most requests need no challenge.
/// </summary>
/// <param name="realm">Null when the provider's is not known: then the first that its own address names counts from then on.</param>
sealed class DigestClient(string username, string password, string? realm, RandomNumberGenerator random)
{
    /// <summary>Sets of credentials per request: a right password needs one, or two when the first nonce turned stale.</summary>
    public const int MostTries = 2;

    readonly Dictionary<string, Given> _given = [];

    /// <summary>Puts credentials on the request that is sent again after a 401 or 407.</summary>
    /// <param name="from">Where the challenge came from.</param>
    /// <param name="own">The trunk's addresses: what its name was resolved to.</param>
    /// <param name="retry">A copy of the request that was challenged; its old credentials for this header are replaced.</param>
    /// <param name="tries">How many challenges of this request were answered before.</param>
    public DigestAnswer Answer(SipResponse challenged, IPAddress from, IReadOnlyCollection<IPAddress> own, SipRequest retry, int tries)
    {
        if (!own.Any(address => Plain(address).Equals(Plain(from))))
        {
            return DigestAnswer.ForeignSource;
        }
        var isProxy = challenged.StatusCode == 407;
        var challenges = Read(challenged.Headers.Values(isProxy ? HeaderName.ProxyAuthenticate : HeaderName.WwwAuthenticate));
        if (challenges.Count == 0)
        {
            return DigestAnswer.NotUnderstood;
        }
        var expected = Realm ?? challenges[0].Realm;
        if (challenges.Find(challenge => challenge.Realm == expected) is not { } chosen)
        {
            return DigestAnswer.ForeignRealm;
        }
        if (tries >= MostTries || (tries > 0 && !chosen.IsStale))
        {
            return DigestAnswer.Refused;
        }
        Realm = expected;
        var header = isProxy ? HeaderName.ProxyAuthorization : HeaderName.Authorization;
        _given[header] = new Given(chosen, Convert.ToHexStringLower(Bytes(8)));
        Write(header, retry);
        return DigestAnswer.Answered;
    }

    /// <summary>Puts credentials for the last challenge on a further request, with the next count: saves a challenge while the nonce lives.</summary>
    public void Authorize(SipRequest request)
    {
        foreach (var header in _given.Keys)
        {
            Write(header, request);
        }
    }

    /// <summary>The next request starts without credentials.</summary>
    public void Forget() => _given.Clear();

    /// <summary>The realm that these credentials are for; null until it is known.</summary>
    public string? Realm { get; private set; } = realm;

    public string Username => username;

    void Write(string header, SipRequest request)
    {
        var (challenge, cnonce) = _given[header];
        var qop = challenge.HasQop ? "auth" : null;
        var uri = request.RequestUri.ToString();
        var count = ++_given[header].Count;
        var response = DigestHash.Response(
            challenge.Algorithm,
            DigestHash.Of(challenge.Algorithm, $"{username}:{challenge.Realm}:{password}"),
            request.Method.Name,
            uri,
            challenge.Nonce,
            qop,
            count,
            cnonce
        );
        var credentials = new DigestCredentials(
            Escaped(username),
            challenge.Realm,
            challenge.Nonce,
            uri,
            response,
            challenge.Algorithm,
            qop,
            cnonce,
            count,
            challenge.Opaque
        );
        request.Headers.Set(header, credentials.ToString());
    }

    // RFC 8760 §2.4: of those that we speak the topmost. One that offers only auth-int is not spoken.
    static List<DigestChallenge> Read(IReadOnlyList<string> fields)
    {
        var challenges = new List<DigestChallenge>();
        foreach (var field in fields)
        {
            if (DigestChallenge.Read(field, out var challenge) == DigestRefusal.None && (challenge!.OffersAuth || !challenge.HasQop))
            {
                challenges.Add(challenge);
            }
        }
        return challenges;
    }

    byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }

    static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    sealed record Given(DigestChallenge Challenge, string Cnonce)
    {
        public uint Count { get; set; }
    }
}
