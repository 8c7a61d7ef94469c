using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Survival;

/// <summary>What a later run needs to go on with a phone or trunk in a call.</summary>
/// <param name="Dialog">Without its description of the sound, which has keys in it.</param>
/// <param name="Past">What that description said, its keys sealed (<see cref="KeptKeys"/>); null when it was none of ours.</param>
/// <param name="ReachedAt">The address of ours that the other side knows.</param>
/// <param name="SignalledFrom">Where its SIP comes from; null for a trunk.</param>
internal sealed record KeptLeg(
    CompanyId Company,
    LegId Leg,
    Endpoint Endpoint,
    StoredSession Dialog,
    LegPast? Past,
    string ReachedAt,
    string? SignalledFrom,
    bool IsIncoming
);

/// <summary>A conversation of that company.</summary>
internal sealed record KeptCall(CompanyId Company, CallSnapshot Call);
