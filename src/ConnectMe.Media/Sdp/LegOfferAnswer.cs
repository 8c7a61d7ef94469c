using System.Globalization;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Sdp;

/// <summary>Writes offers and answers of SIP legs (RFC 3264 §5, §6): one audio section, and nothing else that the other side may want.</summary>
static class LegOfferAnswer
{
    public static string Offer(LegTerms terms, string protocol)
    {
        var offer = Description(terms);
        offer.Media.Add(Audio(terms, protocol, mid: null, mux: protocol.StartsWith("UDP/TLS/", StringComparison.Ordinal), "sendrecv"));
        return SdpWriter.Write(offer, ConnectionAddress.Write(terms.Address));
    }

    public static string Answer(LegDescription offer, LegTerms terms)
    {
        var answer = Description(terms);

        // RFC 3264 §6: as many sections as were offered, in their order.
        for (var i = 0; i < offer.Session.Media.Count; i++)
        {
            var offered = offer.Session.Media[i];
            answer.Media.Add(
                i == offer.Section
                    ? Audio(terms, offered.Protocol, offered.Mid, offer.Mux, OfferAnswer.Reverse(offer.Direction))
                    : OfferAnswer.Reject(offered)
            );
        }

        return SdpWriter.Write(answer, ConnectionAddress.Write(terms.Address));
    }

    /// <summary>The formats of an offer: numbers that browsers and phones use for these, so that most answers repeat them.</summary>
    public static IReadOnlyList<RtpMap> Formats(IReadOnlyList<AudioCodec> codecs)
    {
        List<RtpMap> formats = [.. codecs.Select(codec => new RtpMap(NumberOf(codec), codec.Name, codec.ClockRate, codec.Channels))];
        formats.Add(new RtpMap(TelephoneEvent, "telephone-event", 8000, 1));
        if (codecs.Contains(AudioCodec.Opus))
        {
            formats.Add(new RtpMap(WideTelephoneEvent, "telephone-event", 48000, 1)); // the clock of the codec (RFC 4733 §2.5.1.1)
        }

        return formats;
    }

    static SessionDescription Description(LegTerms terms) =>
        new(string.Create(CultureInfo.InvariantCulture, $"- {terms.SessionId} {terms.Version} {ConnectionAddress.Write(terms.Address)}"));

    static MediaDescription Audio(LegTerms terms, string protocol, string? mid, bool mux, string direction)
    {
        var formats = terms.Audio.Codecs.Select(codec => codec.PayloadType.ToString()).ToList();
        formats.AddRange(terms.Audio.TelephoneEvents.Select(map => map.PayloadType.ToString()));
        var section = new MediaDescription("audio", terms.Port, protocol, formats);
        var attributes = section.Attributes;
        if (mid is { Length: > 0 and <= SdpLimits.Mid })
        {
            attributes.Add(new SdpAttribute("mid", mid));
        }

        OfferAnswer.AddFormats(attributes, terms.Audio);
        attributes.Add(new SdpAttribute("ptime", "20"));
        attributes.Add(new SdpAttribute(direction));
        if (mux)
        {
            attributes.Add(new SdpAttribute("rtcp-mux"));
        }

        foreach (var crypto in terms.Cryptos)
        {
            attributes.Add(new SdpAttribute("crypto", crypto.Write()));
        }

        if (terms.Fingerprint is { } fingerprint)
        {
            attributes.Add(new SdpAttribute("fingerprint", fingerprint.ToString()));
            attributes.Add(new SdpAttribute("setup", terms.Setup!));
        }

        attributes.Add(
            new SdpAttribute("ssrc", string.Create(CultureInfo.InvariantCulture, $"{terms.Ssrc.Value} cname:{terms.CanonicalName}"))
        );
        return section;
    }

    static PayloadType NumberOf(AudioCodec codec) =>
        codec == AudioCodec.Pcmu ? PayloadType.Pcmu
        : codec == AudioCodec.Pcma ? PayloadType.Pcma
        : codec == AudioCodec.G722 ? PayloadType.G722
        : OpusNumber;

    static readonly PayloadType OpusNumber = new(111);
    static readonly PayloadType TelephoneEvent = new(101);
    static readonly PayloadType WideTelephoneEvent = new(110);
}
