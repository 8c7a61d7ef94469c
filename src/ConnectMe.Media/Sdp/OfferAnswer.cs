using System.Globalization;
using System.Net;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Sdp;

/// <summary>Our half of an answer.</summary>
/// <param name="Addresses">Where we are reached, all on <paramref name="Port"/>; the preferred one first.</param>
/// <param name="Tcp">There also by TCP.</param>
sealed record AnswerTerms(
    ulong SessionId,
    IReadOnlyList<IPAddress> Addresses,
    int Port,
    bool Tcp,
    IceCredentials Ice,
    DtlsFingerprint Fingerprint,
    Ssrc Ssrc,
    string CanonicalName
);

/// <summary>Makes the answer to a browser's offer (RFC 3264 §6, RFC 8829 §5.3.1): its audio section, and nothing else that it may want.</summary>
static class OfferAnswer
{
    public const string AudioLevelUri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    public static string Answer(AudioOffer offer, AnswerTerms terms)
    {
        var address = ConnectionAddress.Write(terms.Addresses[0]);
        var answer = new SessionDescription(string.Create(CultureInfo.InvariantCulture, $"- {terms.SessionId} 1 {address}"));
        answer.Attributes.Add(new SdpAttribute("ice-lite"));
        if (offer.Bundled)
        {
            answer.Attributes.Add(new SdpAttribute("group", $"BUNDLE {offer.Session.Media[offer.Section].Mid}"));
        }

        // RFC 3264 §6: as many sections as were offered, in their order.
        for (var i = 0; i < offer.Session.Media.Count; i++)
        {
            var offered = offer.Session.Media[i];
            answer.Media.Add(i == offer.Section ? Accept(offer, terms) : Reject(offered));
        }

        return SdpWriter.Write(answer, address);
    }

    /// <summary>RFC 3264 §6: a section that is not wanted has port 0 and still names a format.</summary>
    public static MediaDescription Reject(MediaDescription offered)
    {
        var section = new MediaDescription(offered.Kind, 0, offered.Protocol, offered.Formats);
        if (offered.Mid is { Length: > 0 and <= SdpLimits.Mid } mid)
        {
            section.Attributes.Add(new SdpAttribute("mid", mid));
        }

        section.Attributes.Add(new SdpAttribute("inactive"));
        return section;
    }

    static MediaDescription Accept(AudioOffer offer, AnswerTerms terms)
    {
        var offered = offer.Session.Media[offer.Section];
        var audio = offer.Audio;
        List<string> formats = [.. audio.Codecs.Select(codec => codec.PayloadType.ToString())];
        if (audio.TelephoneEvent is { } telephoneEvent)
        {
            formats.Add(telephoneEvent.PayloadType.ToString());
        }

        var section = new MediaDescription("audio", terms.Port, offered.Protocol, formats);
        var attributes = section.Attributes;
        attributes.Add(new SdpAttribute("mid", offered.Mid!));
        attributes.Add(new SdpAttribute(Reverse(offer.Direction)));
        attributes.Add(new SdpAttribute("rtcp-mux"));
        attributes.Add(new SdpAttribute("ice-ufrag", terms.Ice.UsernameFragment));
        attributes.Add(new SdpAttribute("ice-pwd", terms.Ice.Password));
        attributes.Add(new SdpAttribute("fingerprint", terms.Fingerprint.ToString()));
        // Passive (RFC 8842 §5.3): so we choose the SRTP profile, and the browser repeats what is lost.
        attributes.Add(new SdpAttribute("setup", "passive"));
        AddFormats(attributes, audio);
        if (audio.AudioLevel > 0)
        {
            attributes.Add(new SdpAttribute("extmap", string.Create(CultureInfo.InvariantCulture, $"{audio.AudioLevel} {AudioLevelUri}")));
        }

        attributes.Add(
            new SdpAttribute("ssrc", string.Create(CultureInfo.InvariantCulture, $"{terms.Ssrc.Value} cname:{terms.CanonicalName}"))
        );
        // Obeyed by browsers: without it one that was told 60 elsewhere might send 60 ms packets.
        attributes.Add(new SdpAttribute("ptime", "20"));
        AddCandidates(attributes, terms);
        return section;
    }

    public static void AddFormats(List<SdpAttribute> attributes, NegotiatedAudio audio)
    {
        foreach (var (codec, payloadType) in audio.Codecs)
        {
            attributes.Add(new SdpAttribute("rtpmap", new RtpMap(payloadType, codec.Name, codec.ClockRate, codec.Channels).ToString()));
            if (codec == AudioCodec.Opus)
            {
                attributes.Add(new SdpAttribute("fmtp", $"{payloadType} minptime=10;useinbandfec=1")); // RFC 7587 §7
            }
        }

        foreach (var telephoneEvent in audio.TelephoneEvents)
        {
            attributes.Add(new SdpAttribute("rtpmap", telephoneEvent.ToString()));
            attributes.Add(new SdpAttribute("fmtp", $"{telephoneEvent.PayloadType} 0-15")); // RFC 4733 §2.4.1
        }
    }

    /// <summary>
    /// RFC 8839 §5.1, host candidates of component 1; the type preference is RFC 8445 §5.1.2.1's. Those of TCP are passive (RFC 6544 §4.5) and of less priority
    /// whatever their address: it is the way around.
    /// </summary>
    static void AddCandidates(List<SdpAttribute> attributes, AnswerTerms terms)
    {
        for (var i = 0; i < terms.Addresses.Count; i++)
        {
            Add(attributes, terms, i, "udp", Priority(HostPreference, 65535 - i), "");
        }

        for (var i = 0; terms.Tcp && i < terms.Addresses.Count; i++)
        {
            Add(attributes, terms, i, "tcp", Priority(TcpPreference, (PassivePreference << 13) | (8191 - i)), " tcptype passive");
        }

        attributes.Add(new SdpAttribute("end-of-candidates"));
    }

    static void Add(List<SdpAttribute> attributes, AnswerTerms terms, int address, string transport, uint priority, string more)
    {
        var foundation = transport == "udp" ? address + 1 : terms.Addresses.Count + address + 1;
        attributes.Add(
            new SdpAttribute(
                "candidate",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{foundation} 1 {transport} {priority} {terms.Addresses[address]} {terms.Port} typ host{more}"
                )
            )
        );
    }

    static uint Priority(int type, int local) => ((uint)type << 24) | ((uint)local << 8) | 255;

    public static string Reverse(MediaDirection offered) =>
        offered switch
        {
            MediaDirection.SendReceive => "sendrecv",
            MediaDirection.SendOnly => "recvonly",
            MediaDirection.ReceiveOnly => "sendonly",
            MediaDirection.Inactive => "inactive",
            _ => throw new ArgumentOutOfRangeException(nameof(offered), offered, null),
        };

    const int HostPreference = 126;

    /// <summary>RFC 6544 §4.2 leaves it open; browsers have 90 for theirs.</summary>
    const int TcpPreference = 90;

    /// <summary>RFC 6544 §4.2, of a host candidate that waits to be connected to.</summary>
    const int PassivePreference = 4;
}
