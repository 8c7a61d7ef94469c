using System.Security.Cryptography;
using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Authentication;

/// <summary>
/// Digest as a server (RFC 3261 §22, RFC 7616, RFC 8760): which account a request proves to come from, or the challenge that asks. It keeps nothing
/// for who has not proved a password. Every set of credentials costs the same sums and gets the same answer, whether there is such an account or not (A2).
/// </summary>
/// <param name="random">For the key of the nonces, which lives as long as this does.</param>
sealed class DigestAuthenticator(string realm, RandomNumberGenerator random)
{
    /// <summary>Of a nonce. Phones ask anew with "stale" and don't bother their owner.</summary>
    public static readonly TimeSpan NonceLifetime = TimeSpan.FromMinutes(5);

    const int NoncesInUse = 100_000;
    const int FieldsLookedAt = 4;

    readonly byte[] _key = Bytes(random, 32);
    readonly string _opaque = Convert.ToHexStringLower(Bytes(random, 8));
    readonly DigestSecret _nobody = DigestSecret.Of("nobody", realm, Convert.ToHexString(Bytes(random, 16)));
    readonly NonceCounts _counts = new(NoncesInUse);
    long _issued;

    /// <summary>
    /// The credentials that a request brings for our realm, whether right or wrong. Of several the first that we can read: RFC 8760 §2.4 lets a client answer
    /// each challenge.
    /// </summary>
    public DigestRefusal Read(SipRequest request, out DigestCredentials? credentials)
    {
        credentials = null;
        var refusal = DigestRefusal.CredentialsMissing;
        foreach (var field in request.Headers.Values(HeaderName.Authorization).Take(FieldsLookedAt))
        {
            refusal = DigestCredentials.Read(field, out var read);
            refusal = refusal == DigestRefusal.None ? SuitabilityOf(read!) : refusal;
            if (refusal == DigestRefusal.None)
            {
                credentials = read;
                break;
            }
        }
        return refusal;
    }

    /// <summary>Whom the request comes from. ACK and CANCEL can't be challenged (RFC 3261 §22.1) and are not to be brought here.</summary>
    /// <param name="secrets">By username, for this realm; null for one that doesn't exist. To be answered from memory.</param>
    public AuthenticationResult Handle(SipRequest request, Func<string, DigestSecret?> secrets, DateTimeOffset now) =>
        Handle(request, Read(request, out var credentials), credentials, secrets, now);

    /// <param name="refusal">As <see cref="Read"/> gave it, with the credentials.</param>
    public AuthenticationResult Handle(
        SipRequest request,
        DigestRefusal refusal,
        DigestCredentials? credentials,
        Func<string, DigestSecret?> secrets,
        DateTimeOffset now
    )
    {
        if (credentials is null)
        {
            return new AuthenticationResult(null, null, refusal, IsStale: false);
        }
        var secret = secrets(credentials.Username);
        var isRight = IsRight(request, credentials, secret ?? _nobody) && secret is not null;
        if (!isRight)
        {
            refusal = secret is null ? DigestRefusal.UsernameUnknown : DigestRefusal.ResponseWrong;
            return new AuthenticationResult(null, credentials.Username, refusal, IsStale: false);
        }
        refusal = Use(credentials, now);
        return refusal == DigestRefusal.None
            ? new AuthenticationResult(credentials.Username, credentials.Username, refusal, IsStale: false)
            : new AuthenticationResult(null, credentials.Username, refusal, IsStale: true); // RFC 7616 §3.3: right, but for an old nonce
    }

    /// <summary>
    /// 401 with a challenge per algorithm, the better one first (RFC 8760 §2.3). Also to requests that are no REGISTER: a B2BUA is a user agent server.
    /// </summary>
    public SipResponse Challenge(SipRequest request, bool isStale, DateTimeOffset now)
    {
        var response = SipResponse.For(request, 401);
        var nonce = Nonce.Issue(_issued++, now).Write(_key);
        ReadOnlySpan<DigestAlgorithm> algorithms = [DigestAlgorithm.Sha256, DigestAlgorithm.Md5];
        foreach (var algorithm in Md5OnlyAgents.Include(request.Headers[HeaderName.UserAgent]) ? algorithms[1..] : algorithms)
        {
            var challenge = new DigestChallenge(realm, nonce, algorithm, OffersAuth: true, HasQop: true, _opaque, isStale);
            response.Headers.Add(HeaderName.WwwAuthenticate, challenge.ToString());
        }
        return response;
    }

    /// <summary>A deadline passed: forgets the counts of nonces that are stale.</summary>
    public void Handle(DateTimeOffset now) => _counts.Forget(now - NonceLifetime);

    /// <summary>How often a response was computed to compare with: once per set of credentials, whoever's they are.</summary>
    public long Computations { get; private set; }

    /// <summary>Nonces whose counts are remembered.</summary>
    public int NoncesRemembered => _counts.Count;

    DigestRefusal SuitabilityOf(DigestCredentials credentials)
    {
        if (credentials.Realm != realm)
        {
            return DigestRefusal.RealmForeign;
        }
        return credentials.Qop?.Equals("auth", StringComparison.OrdinalIgnoreCase) == true
            ? DigestRefusal.None
            : DigestRefusal.QopUnsupported;
    }

    // The digest-uri is hashed as it came. It need not be the Request-URI (RFC 3261 §22.4 item 7): the nonce count keeps it from being used twice.
    bool IsRight(SipRequest request, DigestCredentials credentials, DigestSecret secret)
    {
        Computations++;
        var expected = DigestHash.Response(
            credentials.Algorithm,
            secret.For(credentials.Algorithm),
            request.Method.Name,
            credentials.Uri,
            credentials.Nonce,
            credentials.Qop,
            credentials.NonceCount,
            credentials.Cnonce
        );
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected),
            Encoding.UTF8.GetBytes(credentials.Response.ToLowerInvariant())
        );
    }

    DigestRefusal Use(DigestCredentials credentials, DateTimeOffset now)
    {
        if (!Nonce.TryRead(credentials.Nonce, _key, out var nonce) || (credentials.Opaque is { } opaque && opaque != _opaque))
        {
            return DigestRefusal.NonceForeign;
        }
        if (nonce.IsStale(now, NonceLifetime))
        {
            return DigestRefusal.NonceStale;
        }
        _counts.Forget(now - NonceLifetime);
        return _counts.Use(nonce, credentials.NonceCount) switch
        {
            NonceUse.First => DigestRefusal.None,
            NonceUse.Forgotten => DigestRefusal.NonceStale,
            _ => DigestRefusal.NonceReplayed,
        };
    }

    static byte[] Bytes(RandomNumberGenerator random, int count)
    {
        var bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }
}
