using System.Globalization;
using System.Net;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Sdp;

/// <summary>The SDP of a phone or trunk as far as we need it, checked: one audio section, offered or answered.</summary>
/// <param name="Section">Which of the m= sections it is.</param>
/// <param name="Address">Where RTP goes; unspecified (0.0.0.0) while the other side wants none.</param>
/// <param name="Rtcp">Where RTCP goes: the next port unless a=rtcp says otherwise (RFC 3605), or the same with a=rtcp-mux.</param>
/// <param name="Cryptos">Usable a=crypto lines, in their order of preference.</param>
/// <param name="Fingerprint">Of DTLS-SRTP; null: none.</param>
/// <param name="Setup">actpass, active or passive (RFC 4145 §4); null without DTLS.</param>
sealed record LegDescription(
    SessionDescription Session,
    int Section,
    IPEndPoint Address,
    IPEndPoint Rtcp,
    bool Mux,
    MediaDirection Direction,
    NegotiatedAudio Audio,
    IReadOnlyList<CryptoAttribute> Cryptos,
    DtlsFingerprint? Fingerprint,
    string? Setup
)
{
    public MediaDescription Media => Session.Media[Section];

    /// <summary>RTP/SAVP and its relatives: plain RTP is no answer to it (RFC 4568 §7.1.1).</summary>
    public bool IsSecure => Media.Protocol.Contains("SAVP", StringComparison.Ordinal);

    public bool IsDtls => Media.Protocol.StartsWith("UDP/TLS/", StringComparison.Ordinal);

    /// <summary>Reads and checks.</summary>
    /// <param name="wanted">The codecs we would take, the best first.</param>
    /// <param name="byOwnOrder">Whether the order of <paramref name="wanted"/> counts, or that of the description (RFC 3264 §6.1).</param>
    /// <returns>Null, or why it is refused: for the one who sent it.</returns>
    public static LegAnswer.Refused? Read(
        ReadOnlySpan<char> text,
        IReadOnlyList<AudioCodec> wanted,
        bool byOwnOrder,
        out LegDescription? description
    )
    {
        description = null;
        var malformed = SdpReader.Read(text, out var session);
        if (session is null)
        {
            return new LegAnswer.Refused(malformed.ToString(), LegRefusal.Malformed);
        }

        var section = session.Media.FindIndex(media => media.Kind == "audio" && media.Port != 0);
        if (section < 0)
        {
            return Refuse("there is no audio section");
        }

        var reader = new LegDescriptionReader(session, session.Media[section], wanted, byOwnOrder);
        return reader.Read(section, out description) is { } reason ? Refuse(reason) : null;
    }

    static LegAnswer.Refused Refuse(string reason) => new(reason, LegRefusal.NotAcceptable);
}

/// <summary>The checks, each with its reason.</summary>
readonly struct LegDescriptionReader(SessionDescription session, MediaDescription media, IReadOnlyList<AudioCodec> wanted, bool byOwnOrder)
{
    public string? Read(int section, out LegDescription? description)
    {
        description = null;
        var shared = new AudioOfferReader(session, media);
        IPEndPoint? address = null;
        if ((CheckProtocol() ?? ReadAddress(out address)) is { } unusable)
        {
            return unusable;
        }

        return ReadRtcp(address!, out var rtcp)
            ?? ReadAudio(shared, out var audio)
            ?? ReadFingerprint(shared, out var fingerprint)
            ?? ReadSetup(out var setup)
            ?? Accept(
                new LegDescription(
                    session,
                    section,
                    address!,
                    rtcp!,
                    media.Has("rtcp-mux"),
                    DirectionOf(shared, address!),
                    audio!,
                    ReadCryptos(),
                    fingerprint,
                    setup
                ),
                out description
            );
    }

    static string? Accept(LegDescription read, out LegDescription description)
    {
        description = read;
        return null;
    }

    bool IsDtls => media.Protocol.StartsWith("UDP/TLS/", StringComparison.Ordinal);

    string? CheckProtocol() =>
        media.Protocol is "RTP/AVP" or "RTP/AVPF" or "RTP/SAVP" or "RTP/SAVPF" or "UDP/TLS/RTP/SAVP" or "UDP/TLS/RTP/SAVPF"
            ? null
            : $"the audio section is {AudioOfferReader.Short(media.Protocol)}, which is no RTP over UDP";

    string? ReadAddress(out IPEndPoint? address)
    {
        address = null;
        if ((media.Connection ?? session.Connection) is not { } connection)
        {
            return "c= is missing";
        }

        if (ConnectionAddress.TryParse(connection) is not { } ip)
        {
            return $"c={AudioOfferReader.Short(connection)} is not an address that audio can be sent to";
        }

        address = new IPEndPoint(ip, media.Port);
        return null;
    }

    /// <summary>a=rtcp:53020, or a=rtcp:53020 IN IP4 192.0.2.1 (RFC 3605 §2.1).</summary>
    string? ReadRtcp(IPEndPoint address, out IPEndPoint? rtcp)
    {
        rtcp = new IPEndPoint(address.Address, media.Has("rtcp-mux") ? address.Port : Math.Min(address.Port + 1, ushort.MaxValue));
        if (media.Find("rtcp") is not { } value || media.Has("rtcp-mux"))
        {
            return null;
        }

        var space = value.IndexOf(' ', StringComparison.Ordinal);
        var port = space < 0 ? value : value[..space];
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return $"a=rtcp:{AudioOfferReader.Short(value)} is malformed";
        }

        // Only another port is followed: reports that go to another machine than the audio would be a stranger's wish.
        rtcp = new IPEndPoint(address.Address, number);
        return null;
    }

    string? ReadAudio(in AudioOfferReader shared, out NegotiatedAudio? audio)
    {
        audio = null;
        if (shared.ReadMaps(out var maps) is { } refusal)
        {
            return refusal;
        }

        List<(AudioCodec Codec, PayloadType PayloadType)> codecs = [];
        foreach (var map in maps)
        {
            foreach (var codec in wanted)
            {
                if (map.Means(codec) && !codecs.Exists(known => known.Codec == codec))
                {
                    codecs.Add((codec, map.PayloadType));
                }
            }
        }

        if (codecs.Count == 0)
        {
            return $"the audio section offers none of {string.Join(", ", wanted)}";
        }

        if (byOwnOrder)
        {
            codecs = [.. wanted.SelectMany(codec => codecs.Where(offered => offered.Codec == codec))];
        }

        audio = new NegotiatedAudio(codecs, AudioOfferReader.TelephoneEvent(maps, codecs[0].Codec.ClockRate), audioLevel: 0);
        return null;
    }

    List<CryptoAttribute> ReadCryptos() =>
        IsDtls
            ? []
            :
            [
                .. media
                    .Attributes.Where(attribute => attribute.Name == "crypto")
                    .Take(MaximumCryptos)
                    .Select(attribute => CryptoAttribute.TryParse(attribute.Value))
                    .OfType<CryptoAttribute>(),
            ];

    string? ReadFingerprint(in AudioOfferReader shared, out DtlsFingerprint? fingerprint)
    {
        fingerprint = null;
        return IsDtls ? shared.ReadFingerprint(out fingerprint) : null;
    }

    string? ReadSetup(out string? setup)
    {
        setup = session.Find(media, "setup");
        return setup switch
        {
            _ when !IsDtls => null,
            "actpass" or "active" or "passive" => null,
            null => "a=setup is missing in the audio section",
            var other => $"a=setup is {AudioOfferReader.Short(other)}, not actpass, active or passive",
        };
    }

    /// <summary>No address is as good as not wanting anything (RFC 3264 §8.4): what is sendrecv with 0.0.0.0 holds us.</summary>
    static MediaDirection DirectionOf(in AudioOfferReader shared, IPEndPoint address) =>
        !ConnectionAddress.IsUnspecified(address.Address) ? shared.Direction
        : shared.Direction is MediaDirection.SendReceive or MediaDirection.SendOnly ? MediaDirection.SendOnly
        : MediaDirection.Inactive;

    const int MaximumCryptos = 16;
}
