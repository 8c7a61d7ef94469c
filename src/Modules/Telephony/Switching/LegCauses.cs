using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>From the words of calls to those of legs and of SIP, and back.</summary>
internal static class LegCauses
{
    /// <summary>What a leg that took part, or called, is told when its call ends so.</summary>
    public static LegCause Of(CallOutcome? outcome) =>
        outcome switch
        {
            CallOutcome.Refused => LegCause.Refused,
            CallOutcome.NoAnswer => LegCause.NoAnswer,
            CallOutcome.Busy or CallOutcome.Blocked => LegCause.Busy,
            CallOutcome.Unreachable => LegCause.Unreachable,
            CallOutcome.UnknownNumber => LegCause.UnknownNumber,
            CallOutcome.LineLost => LegCause.Lost,
            CallOutcome.NotAllowed or CallOutcome.CapReached => LegCause.NotAllowed,
            CallOutcome.TrunkUnavailable or CallOutcome.TrunksBusy => LegCause.Unavailable,
            CallOutcome.Interrupted => LegCause.Unavailable,
            _ => LegCause.Normal,
        };

    /// <summary>What the legs that still rang are told.</summary>
    public static LegCause OfWhatRang(CallOutcome outcome) =>
        outcome is CallOutcome.NoAnswer or CallOutcome.Refused ? Of(outcome) : LegCause.Normal;

    /// <summary>What a phone is told whose call was not placed.</summary>
    public static LegCause Of(NoticeCause cause) =>
        cause switch
        {
            NoticeCause.NotANumber or NoticeCause.TransferUnknownNumber or NoticeCause.NothingToTake => LegCause.UnknownNumber,
            NoticeCause.SlotTaken or NoticeCause.ParkingFull => LegCause.Busy,
            NoticeCause.TooManyCalls or NoticeCause.TooManyOutside or NoticeCause.TooManyOutsideOfCompany => LegCause.TooMany,
            NoticeCause.JournalFull or NoticeCause.Draining => LegCause.Unavailable,
            _ => LegCause.NotAllowed,
        };

    /// <summary>How a call ended of which nothing rings any more because of this.</summary>
    /// <param name="outside">In the telephone network, where what does not work is the way to it.</param>
    public static CallOutcome OutcomeOf(LegCause cause, bool outside) =>
        cause switch
        {
            LegCause.NotAllowed when outside => CallOutcome.NotAllowed,
            LegCause.Unavailable or LegCause.Timeout or LegCause.Lost or LegCause.TooMany when outside => CallOutcome.TrunkUnavailable,
            LegCause.Refused => CallOutcome.Refused,
            LegCause.Busy => CallOutcome.Busy,
            LegCause.NoAnswer => CallOutcome.NoAnswer,
            LegCause.UnknownNumber => CallOutcome.UnknownNumber,
            _ => CallOutcome.Unreachable,
        };

    /// <summary>Of several phones of one person, what the caller is told: that a person is there and busy says more than that a phone is off.</summary>
    public static LegCause Weightier(LegCause? known, LegCause cause) =>
        known is { } before && WeightOf(before) >= WeightOf(cause) ? before : cause;

    /// <summary>What the way to somebody's mobile says of the number or of us is no news to who calls them.</summary>
    public static LegCause OfMobile(LegCause cause) =>
        cause is LegCause.Refused or LegCause.Busy or LegCause.NoAnswer ? cause : LegCause.Unreachable;

    /// <summary>Another way to the same number may succeed; a busy or unknown one stays so (promise R11).</summary>
    public static bool IsOfTheWay(this LegCause cause) => cause is LegCause.Unavailable or LegCause.Timeout or LegCause.Lost;

    /// <summary>RFC 3261 §21, as a response to an INVITE that is not answered.</summary>
    public static int SipStatus(this LegCause cause) =>
        cause switch
        {
            LegCause.Busy => 486,
            LegCause.Refused => 603,
            LegCause.NoAnswer or LegCause.Unreachable => 480,
            LegCause.UnknownNumber => 404,
            LegCause.NotAllowed => 403,
            LegCause.Unavailable or LegCause.TooMany => 503,
            LegCause.Timeout => 504,
            LegCause.Lost => 500,
            _ => 487,
        };

    /// <param name="status">A final response of 300 or more to an INVITE of ours.</param>
    public static LegCause OfSipStatus(int status) =>
        status switch
        {
            486 or 600 => LegCause.Busy,
            603 or 607 or 608 => LegCause.Refused,
            487 => LegCause.Normal,
            404 or 410 or 484 or 485 or 604 => LegCause.UnknownNumber,
            480 => LegCause.Unreachable,
            408 or 504 => LegCause.Timeout,
            >= 500 and < 600 => LegCause.Unavailable,
            _ => LegCause.NotAllowed,
        };

    static int WeightOf(LegCause cause) =>
        cause switch
        {
            LegCause.Refused => 4,
            LegCause.Busy => 3,
            LegCause.NoAnswer => 2,
            LegCause.UnknownNumber or LegCause.NotAllowed => 1,
            _ => 0,
        };
}
