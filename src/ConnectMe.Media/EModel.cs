using ConnectMe.Media.Codecs;

namespace ConnectMe.Media;

/// <summary>From what the network does to packets to how people judge the sound (ITU-T G.107, simplified as is usual for VoIP; G.113 for the codecs).</summary>
static class EModel
{
    public static LineQuality Judge(Reception heard)
    {
        var (received, lost) = heard.Packets;
        return new LineQuality(
            received,
            lost,
            heard.Jitter,
            heard.RoundTrip,
            heard.RemoteLoss,
            heard.Codec.Name,
            received == 0 ? null : Mos(heard.Codec, heard.Packets.Loss, OneWay(heard.RoundTrip, heard.Jitter))
        );
    }

    /// <param name="loss">0 to 1.</param>
    /// <param name="delay">From mouth to ear.</param>
    public static double Mos(AudioCodec codec, double loss, TimeSpan delay)
    {
        var r = Math.Clamp(93.2 - DelayImpairment(delay) - LossImpairment(codec, loss), 0, 100);
        return Math.Max(1, 1 + (0.035 * r) + (r * (r - 60) * (100 - r) * 7e-6)); // the cubic dips below 1 near R = 3
    }

    /// <summary>Id: what the delay takes off.</summary>
    public static double DelayImpairment(TimeSpan delay)
    {
        var milliseconds = delay.TotalMilliseconds;
        return (0.024 * milliseconds) + (milliseconds > 177.3 ? 0.11 * (milliseconds - 177.3) : 0);
    }

    /// <summary>Ie-eff: what codec and loss take off.</summary>
    public static double LossImpairment(AudioCodec codec, double loss)
    {
        var percent = loss * 100;
        var (equipment, robustness) = Impairments(codec);
        return equipment + ((95 - equipment) * percent / (percent + robustness));
    }

    /// <summary>Half the way there and back, and what a receiver waits to even out the jitter.</summary>
    public static TimeSpan OneWay(TimeSpan? roundTrip, TimeSpan jitter) => ((roundTrip ?? TimeSpan.Zero) / 2) + Buffer + (2 * jitter);

    /// <summary>Ie and Bpl with loss concealment (G.113 table I.1 and appendix I). Opus conceals and repairs at least as well as G.711 appendix I.</summary>
    static (double Equipment, double Robustness) Impairments(AudioCodec codec) => codec == AudioCodec.G722 ? (0, 20) : (0, 25.1);

    /// <summary>Packet time and a jitter buffer of two packets.</summary>
    static readonly TimeSpan Buffer = TimeSpan.FromMilliseconds(60);
}
