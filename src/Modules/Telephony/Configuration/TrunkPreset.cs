using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Configuration;

/// <summary>What a provider's customers would otherwise have to find out. A start to fill in from: the provider's own letter decides.</summary>
internal sealed record TrunkPreset(string Key, string Name, TrunkSettings Settings)
{
    public static TrunkPreset? Of(string? key) => All.FirstOrDefault(preset => preset.Key == key);

    public static IReadOnlyList<TrunkPreset> All { get; } =
    [
        new(
            "voipgrid",
            "VoIPGRID (Voys, VoIP-partners)",
            new TrunkSettings
            {
                Server = "sipproxy.voipgrid.nl",
                Codecs = Wideband,
                Incoming = NumberNotation.E164WithPlus,
            }
        ),
        new(
            "cheapconnect",
            "CheapConnect",
            new TrunkSettings
            {
                Server = "sip.cheapconnect.net",
                Codecs = Narrowband,
                Outgoing = NumberNotation.E164,
                Incoming = NumberNotation.E164,
            }
        ),
        new(
            "telnyx",
            "Telnyx",
            new TrunkSettings
            {
                Server = "sip.telnyx.com",
                Transport = TrunkTransport.Tls,
                Srtp = SrtpUse.Optional,
                Codecs = Wideband,
            }
        ),
        new(
            "twilio",
            "Twilio Elastic SIP",
            new TrunkSettings
            {
                Method = TrunkMethod.Address,
                Server = "example.pstn.twilio.com",
                Codecs = Narrowband,
            }
        ),
    ];

    static IReadOnlyList<TrunkCodec> Wideband => [TrunkCodec.G722, TrunkCodec.Pcma, TrunkCodec.Pcmu];

    static IReadOnlyList<TrunkCodec> Narrowband => [TrunkCodec.Pcma, TrunkCodec.Pcmu];
}
