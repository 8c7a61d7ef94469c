using System.Net;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Sdp;

/// <summary>Our half of an offer or answer of a SIP leg.</summary>
/// <param name="Version">Of o=: one more whenever anything has changed (RFC 3264 §8).</param>
/// <param name="Port">Of RTP; RTCP has the next one.</param>
/// <param name="Cryptos">Keys of ours: several in an offer, one in an answer (RFC 4568 §5.1).</param>
/// <param name="Fingerprint">Of our certificate, with DTLS.</param>
/// <param name="Setup">Ours.</param>
sealed record LegTerms(
    ulong SessionId,
    uint Version,
    IPAddress Address,
    int Port,
    NegotiatedAudio Audio,
    IReadOnlyList<CryptoAttribute> Cryptos,
    DtlsFingerprint? Fingerprint,
    string? Setup,
    Ssrc Ssrc,
    string CanonicalName
);
