using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;

namespace ConnectMe.Media.Sdp;

/// <summary>A browser's offer as far as we need it, checked: one audio section that we can answer.</summary>
/// <param name="Section">Which of the m= sections it is.</param>
/// <param name="Bundled">The section is in a BUNDLE group (RFC 9143 §7.2).</param>
sealed record AudioOffer(
    SessionDescription Session,
    int Section,
    bool Bundled,
    IceCredentials Ice,
    DtlsFingerprint Fingerprint,
    NegotiatedAudio Audio,
    MediaDirection Direction
)
{
    /// <summary>Reads and checks.</summary>
    /// <param name="available">The codecs we have, the best first.</param>
    /// <returns>Null, or why the offer is refused: for the one who sent it.</returns>
    public static string? Read(ReadOnlySpan<char> text, IReadOnlyList<AudioCodec> available, out AudioOffer? offer)
    {
        offer = null;
        var malformed = SdpReader.Read(text, out var session);
        if (session is null)
        {
            return malformed.ToString();
        }

        var section = session.Media.FindIndex(media => media.Kind == "audio" && media.Port != 0);
        if (section < 0)
        {
            return "there is no audio section";
        }

        var reader = new AudioOfferReader(session, session.Media[section]);
        return reader.CheckTransport()
            ?? reader.ReadBundle(out var bundled)
            ?? reader.ReadIce(out var ice)
            ?? reader.ReadFingerprint(out var fingerprint)
            ?? reader.CheckSetup()
            ?? reader.ReadAudio(available, out var audio)
            ?? Accept(new AudioOffer(session, section, bundled, ice!, fingerprint!, audio!, reader.Direction), out offer);
    }

    static string? Accept(AudioOffer read, out AudioOffer offer)
    {
        offer = read;
        return null;
    }
}
