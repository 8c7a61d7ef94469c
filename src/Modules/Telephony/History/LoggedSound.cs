using ConnectMe.Media;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.History;

/// <summary>How the sound of one side of a past call travelled to us (B14).</summary>
/// <param name="IsOwn">Of the user whose call log it is; null when that is not known.</param>
/// <param name="Bars">As in <see cref="SoundCondition"/>.</param>
internal sealed record LoggedSound(bool? IsOwn, DeviceKind Device, double Mos, int Bars)
{
    public static LoggedSound Of(LegQuality leg, bool outgoing) =>
        new(leg.IsCaller is { } isCaller ? isCaller == outgoing : null, leg.Device, leg.Mos!.Value, SoundCondition.BarsOf(leg.Mos.Value));
}
