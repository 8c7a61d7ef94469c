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

    /// <summary>New calls can't be recorded in the journal at the moment, so none are placed.</summary>
    JournalFull,
}
