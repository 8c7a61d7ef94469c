using System.Buffers;
using System.Globalization;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Sdp;

/// <summary>The checks on one audio section, each with its reason.</summary>
readonly struct AudioOfferReader(SessionDescription session, MediaDescription media)
{
    public string? CheckTransport()
    {
        // RFC 8829 §5.1.2: browsers write UDP/TLS/RTP/SAVPF and accept the other three.
        if (media.Protocol is not ("UDP/TLS/RTP/SAVPF" or "UDP/TLS/RTP/SAVP" or "RTP/SAVPF" or "RTP/SAVP"))
        {
            return $"the audio section is {Short(media.Protocol)}, not UDP/TLS/RTP/SAVPF";
        }

        if (!media.Has("rtcp-mux"))
        {
            return "a=rtcp-mux is missing in the audio section";
        }

        return media.Mid switch
        {
            null => "a=mid is missing in the audio section",
            { Length: 0 or > SdpLimits.Mid } => $"a=mid is not 1 to {SdpLimits.Mid} characters",
            _ => null,
        };
    }

    /// <summary>a=group:BUNDLE 0 1: only mids that exist (RFC 9143 §7.2).</summary>
    public string? ReadBundle(out bool bundled)
    {
        bundled = false;
        foreach (var group in session.Attributes)
        {
            if (group.Name != "group" || !group.Value.StartsWith("BUNDLE", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var mid in group.Value["BUNDLE".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!session.Media.Exists(section => section.Mid == mid))
                {
                    return $"a=group:BUNDLE names {Short(mid)}, which no section has as its a=mid";
                }

                bundled |= mid == media.Mid;
            }
        }

        return null;
    }

    /// <summary>RFC 8839 §5.4. Candidates are not read: who answers checks learns addresses from them.</summary>
    public string? ReadIce(out IceCredentials? ice)
    {
        ice = null;
        if (session.Find(media, "ice-ufrag") is not { } fragment)
        {
            return "a=ice-ufrag is missing in the audio section";
        }

        if (session.Find(media, "ice-pwd") is not { } password)
        {
            return "a=ice-pwd is missing in the audio section";
        }

        if (!AreIceCharacters(fragment, 4, IceCredentials.MaximumUsernameFragment))
        {
            return "a=ice-ufrag is not 4 to 256 letters, digits, + and /";
        }

        if (!AreIceCharacters(password, 22, IceCredentials.MaximumPassword))
        {
            return "a=ice-pwd is not 22 to 256 letters, digits, + and /";
        }

        ice = new IceCredentials(fragment, password);
        return null;
    }

    /// <summary>RFC 8122 §5: one hash each of several algorithms may be given; the strong one is the one we take.</summary>
    public string? ReadFingerprint(out DtlsFingerprint? fingerprint)
    {
        fingerprint = null;
        var attributes = media.Has("fingerprint") ? media.Attributes : session.Attributes;
        var isMissing = true;
        foreach (var attribute in attributes)
        {
            if (attribute.Name != "fingerprint")
            {
                continue;
            }

            isMissing = false;
            if (DtlsFingerprint.TryParse(attribute.Value) is not { } read)
            {
                if (attribute.Value.StartsWith("sha-256 ", StringComparison.OrdinalIgnoreCase))
                {
                    return "a=fingerprint is not 32 bytes in hexadecimal with colons between";
                }

                continue;
            }

            if (fingerprint is not null && fingerprint != read)
            {
                return "there are two different a=fingerprint of sha-256 in the audio section";
            }

            fingerprint = read;
        }

        return fingerprint is not null ? null
            : isMissing ? "a=fingerprint is missing in the audio section"
            : "a=fingerprint is not of sha-256";
    }

    /// <summary>We answer passive (RFC 8842 §5.3), which the offer must leave open.</summary>
    public string? CheckSetup() =>
        session.Find(media, "setup") switch
        {
            "actpass" or "active" => null,
            null => "a=setup is missing in the audio section",
            var other => $"a=setup is {Short(other)}, not actpass",
        };

    /// <param name="available">What we speak, the best first: for a browser that is the order that counts.</param>
    public string? ReadAudio(IReadOnlyList<AudioCodec> available, out NegotiatedAudio? audio)
    {
        audio = null;
        var refusal = ReadMaps(out var maps);
        if (refusal is not null)
        {
            return refusal;
        }

        List<(AudioCodec, PayloadType)> codecs = [];
        foreach (var codec in available)
        {
            if (maps.FindIndex(map => map.Means(codec)) is var found and >= 0)
            {
                codecs.Add((codec, maps[found].PayloadType));
            }
        }

        if (codecs.Count == 0)
        {
            return $"the audio section offers none of {string.Join(", ", available)}";
        }

        audio = new NegotiatedAudio(codecs, TelephoneEvent(maps, codecs[0].Item1.ClockRate), AudioLevel());
        return null;
    }

    public MediaDirection Direction =>
        Says("sendonly") ? MediaDirection.SendOnly
        : Says("recvonly") ? MediaDirection.ReceiveOnly
        : Says("inactive") ? MediaDirection.Inactive
        : MediaDirection.SendReceive;

    /// <summary>One direction stands in the section, or in the session for all; none is sendrecv.</summary>
    bool Says(string direction) =>
        media.Has(direction)
        || (
            !media.Has("sendrecv")
            && !media.Has("sendonly")
            && !media.Has("recvonly")
            && !media.Has("inactive")
            && session.Attributes.Find(direction) is not null
        );

    /// <summary>What each format means, in the order of the offer.</summary>
    public string? ReadMaps(out List<RtpMap> maps)
    {
        maps = [];
        Dictionary<PayloadType, RtpMap> written = [];
        foreach (var attribute in media.Attributes)
        {
            if (attribute.Name == "rtpmap")
            {
                if (RtpMap.TryParse(attribute.Value) is not { } map)
                {
                    return $"a=rtpmap:{Short(attribute.Value)} is malformed";
                }

                if (!written.TryAdd(map.PayloadType, map))
                {
                    return $"payload type {map.PayloadType} has two a=rtpmap";
                }
            }
        }

        HashSet<PayloadType> seen = [];
        foreach (var format in media.Formats)
        {
            if (RtpMap.ParsePayloadType(format) is not { } payloadType)
            {
                return $"payload type {Short(format)} is not a number from 0 to 127";
            }

            if (!seen.Add(payloadType))
            {
                return $"payload type {format} is offered twice";
            }

            if (written.TryGetValue(payloadType, out var map))
            {
                maps.Add(map);
            }
            else if (RtpMap.Static(payloadType) is { } known)
            {
                maps.Add(known);
            }
        }

        return null;
    }

    /// <summary>Events with the clock of the codec that will be sent (RFC 4733 §2.5.1.1), else those there are: then only the ends of digits come.</summary>
    public static RtpMap? TelephoneEvent(List<RtpMap> maps, int clockRate)
    {
        RtpMap? other = null;
        foreach (var map in maps)
        {
            if (map.IsTelephoneEvent && map.ClockRate == clockRate)
            {
                return map;
            }

            other ??= map.IsTelephoneEvent ? map : null;
        }

        return other;
    }

    /// <summary>a=extmap:1 urn:…, or 1/sendonly (RFC 8285 §5); one-byte elements have ids 1 to 14.</summary>
    int AudioLevel()
    {
        foreach (var attribute in media.Attributes)
        {
            if (attribute.Name != "extmap" || !attribute.Value.Contains(OfferAnswer.AudioLevelUri, StringComparison.Ordinal))
            {
                continue;
            }

            var id = attribute.Value.AsSpan();
            id = id.IndexOfAny(' ', '/') is var end and > 0 ? id[..end] : id;
            if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 14)
            {
                return number;
            }
        }

        return 0;
    }

    /// <summary>What is repeated of an offer in a reason: enough to recognise it.</summary>
    public static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    static bool AreIceCharacters(string text, int minimum, int maximum) =>
        text.Length >= minimum && text.Length <= maximum && !text.AsSpan().ContainsAnyExcept(IceCharacters);

    static readonly SearchValues<char> IceCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    );
}
