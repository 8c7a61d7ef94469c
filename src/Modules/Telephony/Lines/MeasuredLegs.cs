using ConnectMe.Media;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Lines;

/// <summary>From the figures of the media engine to the fact in the call's record and to what the switchboard shows.</summary>
internal static class MeasuredLegs
{
    public static LegMeasured FactOf(LegId leg, DeviceKind device, LineQuality quality, DateTimeOffset now) =>
        new(leg.Call.Value, now, device, quality.Codec, quality.Packets, quality.Lost, quality.Jitter, quality.Mos)
        {
            IsCaller = leg.IsOfCaller,
        };

    public static LegSound ToLegSound(this SoundCondition condition) => new(condition.Bars, condition.Trouble);
}
