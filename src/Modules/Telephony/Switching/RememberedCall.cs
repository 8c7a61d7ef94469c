using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>A call to outside of before a restart, as far as caps are concerned.</summary>
/// <param name="EndedAt">Of one whose end is not known: when it was asked for, so that it counts too much rather than too little.</param>
[GenerateSerializer, Immutable]
internal sealed record RememberedCall(
    [property: Id(0)] CallId Call,
    [property: Id(1)] UserId Person,
    [property: Id(2)] string E164,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] DateTimeOffset? AnsweredAt,
    [property: Id(5)] DateTimeOffset EndedAt
);
