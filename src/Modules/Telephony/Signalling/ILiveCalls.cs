using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Signalling;

/// <summary>The calls that go on, with how each leg does, for the administrator's page (A12-02).</summary>
internal interface ILiveCalls
{
    IReadOnlyList<LiveCall> Of(CompanyId company);
}

internal sealed record LiveCall(
    Guid Call,
    DateTimeOffset PlacedAt,
    DateTimeOffset? AnsweredAt,
    string Caller,
    string Callee,
    IReadOnlyList<LiveLeg> Legs
);

/// <param name="Codec">"PCMA"; empty while no sound has been agreed on.</param>
/// <param name="Loss">The part of the packets that were lost on the way to us, 0 to 1.</param>
/// <param name="Mos">1 to 4.5; null before enough has been heard.</param>
internal sealed record LiveLeg(DeviceKind Kind, string Codec, double Loss, TimeSpan Jitter, double? Mos);
