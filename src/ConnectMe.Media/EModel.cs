using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media;

/// <summary>From what the network does to packets to how people judge the sound (ITU-T G.107, simplified as is usual for VoIP; G.113 for the codecs).</summary>
static class EModel
{
    /// <param name="before">What was received before the session began to count anew.</param>
    public static LineQuality Judge(AudioCodec codec, RtpReceiver receiver, RtcpSession rtcp, ReceivedPackets before = default)
    {
        var (received, lost) = receiver.Total + before;
        var jitter = receiver.Current?.Jitter ?? TimeSpan.Zero;
        return new LineQuality(
            received,
            lost,
            jitter,
            rtcp.RoundTrip,
            rtcp.RemoteLoss,
            codec.Name,
            received == 0 ? null : Mos(codec, (double)lost / (lost + received), OneWay(rtcp.RoundTrip, jitter))
        );
    }

    /// <param name="loss">0 to 1.</param>
    /// <param name="delay">From mouth to ear.</param>
    public static double Mos(AudioCodec codec, double loss, TimeSpan delay)
    {
        var milliseconds = delay.TotalMilliseconds;
        var delayImpairment = (0.024 * milliseconds) + (milliseconds > 177.3 ? 0.11 * (milliseconds - 177.3) : 0);
        var percent = loss * 100;
        var (equipment, robustness) = Impairments(codec);
        var lossImpairment = equipment + ((95 - equipment) * percent / (percent + robustness));
        var r = Math.Clamp(93.2 - delayImpairment - lossImpairment, 0, 100);
        return Math.Max(1, 1 + (0.035 * r) + (r * (r - 60) * (100 - r) * 7e-6)); // the cubic dips below 1 near R = 3
    }

    /// <summary>Half the way there and back, and what a receiver waits to even out the jitter.</summary>
    static TimeSpan OneWay(TimeSpan? roundTrip, TimeSpan jitter) => ((roundTrip ?? TimeSpan.Zero) / 2) + Buffer + (2 * jitter);

    /// <summary>Ie and Bpl with loss concealment (G.113 table I.1 and appendix I). Opus conceals and repairs at least as well as G.711 appendix I.</summary>
    static (double Equipment, double Robustness) Impairments(AudioCodec codec) => codec == AudioCodec.G722 ? (0, 20) : (0, 25.1);

    /// <summary>Packet time and a jitter buffer of two packets.</summary>
    static readonly TimeSpan Buffer = TimeSpan.FromMilliseconds(60);
}
