using System.Net;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media;

/// <summary>What a leg's session starts with and keeps; all that is random in it comes from outside.</summary>
/// <param name="Local">Our RTP socket.</param>
/// <param name="LocalRtcp">Our RTCP socket; used unless RTCP is multiplexed.</param>
sealed record RtpOrigin(
    TransportAddress Local,
    TransportAddress LocalRtcp,
    Ssrc Ssrc,
    SequenceNumber FirstSequenceNumber,
    RtpTimestamp FirstTimestamp,
    ReadOnlyMemory<byte> CanonicalName
);

/// <summary>What one exchange of offer and answer has agreed on for a leg.</summary>
/// <param name="Remote">Where the other side wants RTP; null: nowhere.</param>
/// <param name="Direction">What the other side says.</param>
/// <param name="Keys">Of SDES, ours as the server's; null: none, or DTLS agrees on them.</param>
/// <param name="Dtls">Null without DTLS.</param>
sealed record RtpTerms(
    NegotiatedAudio Audio,
    TransportAddress? Remote,
    TransportAddress? RemoteRtcp,
    bool Mux,
    MediaDirection Direction,
    SrtpKeyingMaterial? Keys,
    DtlsTerms? Dtls,
    IPAddress? SignalledFrom,
    TimeSpan MediaTimeout
)
{
    public bool IsEncrypted => Keys is not null || Dtls is not null;

    /// <summary>A session that is refreshed says the same again (RFC 4028 §7.4).</summary>
    public bool SaysTheSameAs(RtpTerms other) =>
        Remote == other.Remote
        && RemoteRtcp == other.RemoteRtcp
        && Mux == other.Mux
        && Direction == other.Direction
        && ReferenceEquals(Keys, other.Keys)
        && Dtls == other.Dtls
        && Audio.Codecs.SequenceEqual(other.Audio.Codecs)
        && Audio.TelephoneEvents.SequenceEqual(other.Audio.TelephoneEvents);
}
