namespace ConnectMe.Telephony.Switching;

/// <summary>Why something the user asked for is not a call at all; the widget says it for a few seconds.</summary>
/// <param name="Number">What was dialled, cleaned; empty when it isn't about a number.</param>
[GenerateSerializer, Immutable]
internal sealed record Notice([property: Id(0)] NoticeCause Cause, [property: Id(1)] string Number, [property: Id(2)] DateTimeOffset At);

internal enum NoticeCause
{
    /// <summary>The user's line is not up, so there is nothing to call or answer with.</summary>
    LineNotReady,

    /// <summary>Emergency numbers can't be reached from here: use a mobile or another phone.</summary>
    EmergencyNumber,

    /// <summary>What was typed can't be dialled.</summary>
    NotANumber,

    /// <summary>The user already has as many calls as one person can.</summary>
    TooManyCalls,

    /// <summary>The user's phone holds the call itself, so it is taken up again there.</summary>
    HeldOnPhone,

    /// <summary>The phone the user chose to call with is not registered, so the call was placed from the browser.</summary>
    PhoneAwayCalledHere,

    /// <summary>The phone the user chose to call with is not registered, and the browser has no line either.</summary>
    PhoneAway,

    /// <summary>The user's own phone was rung to call with, and nobody picked it up.</summary>
    PhoneNotPickedUp,

    /// <summary>The user's own phone was rung to call with, and refused or was busy.</summary>
    PhoneRefused,

    /// <summary>The user's own mobile was to be rung to call with, and can't be reached, or no trunk is free for it.</summary>
    MobileUnreachable,

    /// <summary>The company may not call this country.</summary>
    CountryNotAllowed,

    /// <summary>The company may not call numbers that cost as much as this one.</summary>
    CostClassNotAllowed,

    /// <summary>An administrator, or a cap, stopped all calls to outside.</summary>
    OutboundStopped,

    /// <summary>No calls to outside at this hour.</summary>
    NightLocked,

    /// <summary>The user has as many calls with outside as one person may.</summary>
    TooManyOutside,

    /// <summary>The company has as many calls with outside as it may.</summary>
    TooManyOutsideOfCompany,

    /// <summary>More calls to outside in a minute than a person makes.</summary>
    TooFast,

    /// <summary>The user, or the company, made as many calls to outside as may be in an hour.</summary>
    TooManyThisHour,

    /// <summary>The company made as many calls to outside as may be in a day.</summary>
    TooManyToday,

    /// <summary>The company used up its minutes abroad for today.</summary>
    AbroadUsedUp,

    /// <summary>Nobody has the number that a call was to be handed on to.</summary>
    TransferUnknownNumber,

    /// <summary>A call can't be handed on to one of its own two parties.</summary>
    TransferToSelf,

    /// <summary>The other side holds the call itself, or the two calls can't be put together.</summary>
    TransferNotNow,

    /// <summary>Nobody can be invited into a call that does not go on.</summary>
    InviteNotNow,

    /// <summary>Only who began the conference invites into it.</summary>
    InviteNotYours,

    /// <summary>As many take part as the administrator allows.</summary>
    ConferenceFull,

    /// <summary>Nobody has the number that was to be invited.</summary>
    InviteUnknownNumber,

    /// <summary>They take part already, or are being rung.</summary>
    InvitedAlready,

    /// <summary>Who was invited already has as many calls as one person can.</summary>
    InvitedBusy,

    /// <summary>Who was invited did not come, or was lost: <see cref="Notice.Number"/> is their name.</summary>
    InvitedAway,

    /// <summary>Listening in is not this user's right.</summary>
    SuperviseNotAllowed,

    /// <summary>The colleague talks with nobody.</summary>
    SuperviseNoCall,

    /// <summary>What is supervised is a conference, or on hold at the supervisor: nobody's place is taken in it.</summary>
    TakeOverNotNow,

    /// <summary>No refusal: the call waits in the slot of this number now.</summary>
    Parked,

    /// <summary>The administrator did not give the user the right to park and fetch calls.</summary>
    MayNotPark,

    /// <summary>The administrator did not give the user the right to take calls of colleagues.</summary>
    MayNotPickUp,

    /// <summary>The administrator did not give the user the right to call the telephone network.</summary>
    MayNotCallOutside,

    /// <summary>The administrator gave the user the right to call within the company's country only.</summary>
    MayNotCallAbroad,

    /// <summary>A call is parked in this slot already.</summary>
    SlotTaken,

    /// <summary>A call is parked in every slot.</summary>
    ParkingFull,

    /// <summary>There is nothing to take: somebody was first, or the caller gave up.</summary>
    NothingToTake,

    /// <summary>A conference, a call that asks somebody first, or one that is being moved already is not moved to another device.</summary>
    MoveNotNow,

    /// <summary>The other device rang for half a minute; the call goes on where it was, as after all of these.</summary>
    MoveNotAnswered,

    /// <summary>The other device refused, or is busy.</summary>
    MoveRefused,

    /// <summary>The other device is not there, or not any more.</summary>
    MoveUnreachable,

    /// <summary>The administrator did not give the user the right to record calls.</summary>
    MayNotRecord,

    /// <summary>There is nothing to record: the call is over, on hold, or another's.</summary>
    RecordNotNow,

    /// <summary>The recording is as long as one may be, and ended.</summary>
    RecordingTooLong,

    /// <summary>The user's recordings take as much room as they may.</summary>
    RecordingsFull,

    /// <summary>The server's disk is full: nothing is recorded until an administrator makes room.</summary>
    RecordingDiskFull,

    /// <summary>Recording went wrong; the server's log says how.</summary>
    RecordingFailed,

    /// <summary>New calls can't be recorded in the journal at the moment, so none are placed.</summary>
    JournalFull,

    /// <summary>The server stops when its calls are over: it will be started again.</summary>
    Draining,
}
