using System.Net;
using System.Security.Cryptography;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media;

/// <summary>
/// Offer and answer of one SIP leg (RFC 3264): what we have said, and what has been agreed on. One caller at a time. What is refused changes nothing.
/// </summary>
/// <param name="address">The one we advertise.</param>
/// <param name="fingerprint">Of our certificate.</param>
/// <param name="past">Of a leg that an earlier run had.</param>
sealed class LegNegotiation(
    RtpOrigin origin,
    IPAddress address,
    string canonicalName,
    DtlsFingerprint fingerprint,
    RandomNumberGenerator random,
    LegPast? past = null
)
{
    readonly ulong _sessionId = past?.SessionId ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    readonly IReadOnlyList<CryptoAttribute> _pastKeys = past?.Cryptos ?? [];
    readonly Dictionary<SrtpProtectionProfile, CryptoAttribute> _ownKeys = (past?.Cryptos ?? []).ToDictionary(key => key.Profile);
    uint _version = past?.Version ?? 0;
    string _said = "";
    Offered? _offered;
    CryptoAttribute? _remoteKey;
    RtpTerms? _agreed;

    public IPAddress Address => address;

    /// <summary>Our offer, first or again. What was agreed on stays in force until the answer.</summary>
    public string Offer(IReadOnlyList<AudioCodec> codecs, LegOptions options)
    {
        var isDtls =
            _agreed is not null ? _agreed.Dtls is not null
            : past is not null ? past.IsDtls
            : options is { Encryption: not MediaEncryption.WhenOffered, Keying: SrtpKeying.Dtls };
        var isSdes =
            !isDtls
            && (
                _agreed is not null ? _agreed.Keys is not null
                : past is not null ? past.IsSdes
                : options.Encryption != MediaEncryption.WhenOffered
            );
        var protocol =
            _agreed is null && past is not null ? past.Protocol
            : isDtls ? "UDP/TLS/RTP/SAVP"
            : isSdes && options.Encryption == MediaEncryption.Required ? "RTP/SAVP"
            : "RTP/AVP";
        var formats = LegOfferAnswer.Formats(codecs);
        List<CryptoAttribute> cryptos = isSdes ? [.. OfferedProfiles.Select((profile, index) => OwnKey(profile).WithTag(index + 1))] : [];
        _offered = new Offered(formats, protocol, cryptos, options);
        return Say(version =>
            LegOfferAnswer.Offer(
                Terms(version, NegotiatedAudio.Offer(codecs, formats), cryptos, isDtls ? fingerprint : null, "actpass"),
                protocol
            )
        );
    }

    /// <summary>Their offer.</summary>
    public LegAnswer Answer(LegDescription offer, LegOptions options, out RtpTerms? terms)
    {
        terms = null;
        if (IsOurOwn(offer, options))
        {
            return Refuse(OwnAddress);
        }

        var theirs = offer.Cryptos.OrderBy(crypto => crypto.Profile == SrtpProtectionProfile.Aes128CmHmacSha1_32).FirstOrDefault(); // short tags last
        if (offer.IsSecure && !offer.IsDtls && theirs is null)
        {
            return Refuse("the audio section has no a=crypto that can be used");
        }

        if (options.Encryption == MediaEncryption.Required && !offer.IsDtls && theirs is null)
        {
            return Refuse("SRTP is required, and not offered");
        }

        var dtls = offer.IsDtls ? AnswerDtls(offer) : null;
        var ours = theirs is null ? null : AnswerKey(theirs);
        terms = _agreed = Agree(offer, offer.Audio, KeysOf(theirs, ours), dtls, options);
        (_remoteKey, _offered) = (theirs, null);
        var sdp = Say(version =>
            LegOfferAnswer.Answer(
                offer,
                Terms(
                    version,
                    offer.Audio,
                    ours is null ? [] : [ours],
                    dtls is null ? null : fingerprint,
                    dtls?.IsClient == true ? "active" : "passive"
                )
            )
        );
        return Accepted(sdp, terms);
    }

    /// <summary>The codecs that an answer can name; null when there is no offer of ours.</summary>
    public IReadOnlyList<AudioCodec>? OfferedCodecs =>
        _offered is { } offered ? [.. AudioCodec.Available.Where(codec => offered.Formats.Any(map => map.Means(codec)))] : null;

    /// <summary>Their answer to our offer. There can be several to one offer, of phones that were rung together by a proxy (RFC 3261 §13.2.2.4): the last counts.</summary>
    public LegAnswer Accept(LegDescription answer, out RtpTerms? terms)
    {
        terms = null;
        if (_offered is not { } offered)
        {
            return Refuse("nothing was offered");
        }

        if (IsOurOwn(answer, offered.Options))
        {
            return Refuse(OwnAddress);
        }

        if (answer.Section != 0 || answer.IsDtls != offered.IsDtls)
        {
            return Refuse($"the audio section is {AudioOfferReader.Short(answer.Media.Protocol)}, which was not offered");
        }

        if (answer.IsDtls && answer.Setup is not ("active" or "passive"))
        {
            return Refuse("a=setup in the answer is neither active nor passive"); // RFC 4145 §4.1
        }

        var theirs = answer.Cryptos.FirstOrDefault(crypto =>
            offered.Cryptos.Any(own => own.Tag == crypto.Tag && own.Profile == crypto.Profile)
        );
        if (theirs is null && !answer.IsDtls && (answer.IsSecure || offered.Options.Encryption == MediaEncryption.Required))
        {
            return Refuse("SRTP is required, and the answer has no a=crypto of the offer's");
        }

        var dtls = answer.IsDtls ? Keep(new DtlsTerms(answer.Fingerprint!, IsClient: answer.Setup == "passive")) : null;
        var ours = theirs is null ? null : OwnKey(theirs.Profile);
        terms = Agree(answer, answer.Audio.WithOwn(offered.Formats), KeysOf(theirs, ours), dtls, offered.Options);
        (_remoteKey, _agreed) = (theirs, terms);
        return Accepted("", terms);
    }

    static RtpTerms Agree(LegDescription theirs, NegotiatedAudio audio, SrtpKeyingMaterial? keys, DtlsTerms? dtls, LegOptions options)
    {
        var isWanted = !ConnectionAddress.IsUnspecified(theirs.Address.Address);
        return new RtpTerms(
            audio,
            isWanted ? TransportAddress.Of(theirs.Address) : null,
            isWanted ? TransportAddress.Of(theirs.Rtcp) : null,
            theirs.Mux,
            theirs.Direction,
            keys,
            dtls,
            options.SignalledFrom,
            options.MediaTimeout
        );
    }

    /// <summary>Who is not on this machine names one of its own addresses: what listens there is not meant to be spoken to from outside.</summary>
    static bool IsOurOwn(LegDescription theirs, LegOptions options) =>
        options.SignalledFrom is { } from && !IPAddress.IsLoopback(from) && IPAddress.IsLoopback(theirs.Address.Address);

    /// <summary>RFC 5763 §5: we would rather be passive; in an association that goes on the roles stay (RFC 8842 §5.3).</summary>
    DtlsTerms AnswerDtls(LegDescription offer)
    {
        var kept = _agreed?.Dtls?.Fingerprint == offer.Fingerprint ? _agreed!.Dtls : null;
        return kept is not null && offer.Setup == "actpass"
            ? kept
            : Keep(new DtlsTerms(offer.Fingerprint!, IsClient: offer.Setup == "passive"));
    }

    DtlsTerms Keep(DtlsTerms terms) => terms == _agreed?.Dtls ? _agreed.Dtls : terms;

    /// <summary>A new key of theirs gets a new one of ours: both sides then count from the beginning (RFC 4568 §7.1.4).</summary>
    CryptoAttribute AnswerKey(CryptoAttribute theirs)
    {
        if (_remoteKey is not null && !theirs.HasSameKeyAs(_remoteKey))
        {
            _ownKeys.Clear();
        }

        return OwnKey(theirs.Profile).WithTag(theirs.Tag);
    }

    SrtpKeyingMaterial? KeysOf(CryptoAttribute? theirs, CryptoAttribute? ours)
    {
        if (theirs is null || ours is null)
        {
            return null;
        }

        return theirs.HasSameKeyAs(_remoteKey) && _agreed?.Keys is { } kept && kept.ServerKey.AsSpan().SequenceEqual(ours.Key)
            ? kept
            : new SrtpKeyingMaterial(
                theirs.Profile,
                ClientKey: theirs.Key,
                ServerKey: ours.Key,
                ClientSalt: theirs.Salt,
                ServerSalt: ours.Salt
            )
            {
                AreOfEarlierRun = _pastKeys.Any(ours.HasSameKeyAs),
            };
    }

    /// <summary>What was said before a crash comes first.</summary>
    IEnumerable<SrtpProtectionProfile> OfferedProfiles => _pastKeys.Select(key => key.Profile).Union(SdesPreference);

    CryptoAttribute OwnKey(SrtpProtectionProfile profile)
    {
        if (!_ownKeys.TryGetValue(profile, out var key))
        {
            _ownKeys.Add(profile, key = CryptoAttribute.Create(1, profile, random));
        }

        return key;
    }

    LegTerms Terms(uint version, NegotiatedAudio audio, IReadOnlyList<CryptoAttribute> cryptos, DtlsFingerprint? own, string setup) =>
        new(_sessionId, version, address, origin.Local.Port, audio, cryptos, own, setup, origin.Ssrc, canonicalName);

    /// <summary>RFC 3264 §8: the version of o= goes up by one when anything else has changed, and only then.</summary>
    string Say(Func<uint, string> write)
    {
        if (write(_version) != _said)
        {
            _said = write(++_version);
        }

        return _said;
    }

    static LegAnswer.Accepted Accepted(string sdp, RtpTerms terms) =>
        new(sdp, terms.Direction, terms.Audio.Preferred.Name, terms.IsEncrypted);

    static LegAnswer.Refused Refuse(string reason) => new(reason, LegRefusal.NotAcceptable);

    const string OwnAddress = "c= is a loopback address, and the caller is elsewhere";

    static readonly SrtpProtectionProfile[] SdesPreference =
    [
        SrtpProtectionProfile.AeadAes128Gcm,
        SrtpProtectionProfile.Aes128CmHmacSha1_80,
    ];

    sealed record Offered(IReadOnlyList<RtpMap> Formats, string Protocol, IReadOnlyList<CryptoAttribute> Cryptos, LegOptions Options)
    {
        public bool IsDtls => Protocol.StartsWith("UDP/TLS/", StringComparison.Ordinal);
    }
}
