using ConnectMe.Media;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Switching;

namespace ConnectMe.Bench;

/// <summary>Phones in plain RTP, negotiated without any SDP.</summary>
internal static class BenchLegs
{
    public static RtpSession Open(
        Exchange exchange,
        Guid leg,
        AudioCodec codec,
        PayloadType type,
        TransportAddress local,
        TransportAddress remote,
        Ssrc ssrc,
        DateTimeOffset now
    )
    {
        var terms = new RtpTerms(
            new NegotiatedAudio(
                [(codec, type)],
                telephoneEvent: new RtpMap(new PayloadType(101), "telephone-event", 8000, 1),
                audioLevel: 0
            ),
            remote,
            RemoteRtcp: null,
            Mux: false,
            MediaDirection.SendReceive,
            Keys: null,
            Dtls: null,
            SignalledFrom: null,
            TimeSpan.FromSeconds(30)
        );
        var origin = new RtpOrigin(local, local, ssrc, new SequenceNumber(1), new RtpTimestamp(1), "bench"u8.ToArray());
        var session = new RtpSession(origin, terms, (_, _) => throw new InvalidOperationException("There is no DTLS here"));
        exchange.Negotiated(leg, session, terms, now);
        return session;
    }
}
