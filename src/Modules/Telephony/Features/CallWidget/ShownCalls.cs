using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>Who has which place in the call widget. A call that rings in stands above the running one: the running one's buttons stay where they are.</summary>
internal sealed record ShownCalls(CallView? Main, IReadOnlyList<CallView> RingingIn, IReadOnlyList<CallView> Others)
{
    public static ShownCalls Of(CallsView view)
    {
        var main = view.Calls.OrderBy(call => Order(call.State)).ThenByDescending(call => call.Since).FirstOrDefault();
        var rest = view.Calls.Where(call => call != main).ToList();
        return new ShownCalls(
            main,
            [.. rest.Where(call => call.State is CallState.Incoming)],
            [.. rest.Where(call => call.State is not CallState.Incoming)]
        );
    }

    /// <summary>The name, or the number when it is nobody's (M7-04); empty when a caller from outside hid both.</summary>
    public static string WhoOf(CallView call) => call.OtherName.Length > 0 ? call.OtherName : call.OtherNumber;

    /// <summary>As it is headed: who it is with, or that it is a conference.</summary>
    public static string TitleOf(CallView call, IStringLocalizer<TelephonyText> text) =>
        call.Conference is { IsRoom: false } ? text["Conference"]
        : WhoOf(call) is { Length: > 0 } known ? known
        : text[call.Conference is null ? "Anonymous" : "Conference"];

    /// <summary>The form for a new contact with what is known of the caller.</summary>
    public static string AddContact(CallView call) =>
        $"/contacts/new?number={Uri.EscapeDataString(call.OtherAddress ?? "")}&name={Uri.EscapeDataString(call.OtherName)}";

    /// <summary>The key of the word beside the dot.</summary>
    public static string WordOf(CallView call) =>
        call switch
        {
            { State: CallState.Ended, Outcome: CallOutcome.UnknownNumber, Outgoing: true, OtherIsOutside: true } => "EndedUnknownOutside",
            { State: CallState.Ended } => WordOf(call.Outcome, call.Outgoing),
            { State: CallState.RingingOut, ParkedBy: not null } => "CallParked",
            { State: CallState.RingingOut, RingsAt: not null } => "CallPickUpPhone",
            { State: CallState.RingingOut } => "CallRingingOut",
            { State: CallState.Incoming, RingsAt: not null } => "CallIncomingAtPhone",
            { State: CallState.Incoming, Queue: not null } => "CallIncomingByQueue",
            { State: CallState.Incoming } => "CallIncoming",
            { State: CallState.Active, Application: not null, Queue: not null } => "CallWaits",
            { OtherAway: true } => "CallOtherAway",
            { State: CallState.Held } => "CallHeld",
            { HeldByOther: true } => "CallHeldByOther",
            { Muted: true } => "CallMuted",
            { MutedByOther: true } => "CallMutedByOther",
            { Supervises: { } mode } => $"Supervises-{mode}",
            { Conference: { IsRoom: true, IsAlone: true } } => "RoomWaits",
            { Conference.IsRoom: true } => "InRoom",
            { Conference: not null } => "Conference",
            { Device: DeviceKind.Phone } => "CallActiveOnPhone",
            { Device: DeviceKind.Mobile } => "CallActiveOnMobile",
            _ => "CallActive",
        };

    /// <summary>The key of what is said of a call that came back to who had transferred it.</summary>
    public static string RecallOf(RecallView recall) =>
        recall.Because switch
        {
            _ when recall.WasParked => "RecallParked",
            CallOutcome.NoAnswer => "RecallNoAnswer",
            CallOutcome.Refused => "RecallRefused",
            CallOutcome.Busy => "RecallBusy",
            _ => "RecallUnreachable",
        };

    /// <summary>What stands in that word: who took over from the user, who parked them, the phone to pick up, the queue, the room, else the other's number.</summary>
    public static string InWordOf(CallView call) =>
        call.TakenOverBy
        ?? call.ParkedBy
        ?? call.RingsAt
        ?? call.Queue
        ?? (call.Conference is { IsRoom: true } ? call.OtherName : call.OtherNumber);

    /// <summary>A notice is a refusal, but for where a call is parked.</summary>
    public static string DotOf(Notice notice) => notice.Cause is NoticeCause.Parked ? "dot" : "dot dot--r";

    public static string TitleOf(Notice notice) => notice.Cause is NoticeCause.Parked ? "NoticeParkedTitle" : "NoticeTitle";

    /// <summary>The dot's modifier: amber when one of the two does not hear the other, red when it is over.</summary>
    public static string DotOf(CallView call) =>
        call switch
        {
            { State: CallState.Ended } => "dot dot--r",
            { State: CallState.Held } or { HeldByOther: true } or { OtherAway: true } or { Muted: true } or { MutedByOther: true } =>
                "dot dot--h",
            _ => "dot",
        };

    static string WordOf(CallOutcome? outcome, bool outgoing) =>
        (outcome, outgoing) switch
        {
            (CallOutcome.Completed, _) => "EndedCompleted",
            (CallOutcome.Transferred, _) => "EndedTransferred",
            (CallOutcome.Conference, _) => "EndedConference",
            (CallOutcome.TakenOver, _) => "EndedTakenOver",
            (CallOutcome.Forwarded, _) => "EndedForwarded",
            (CallOutcome.LineLost, _) => "EndedLineLost",
            (CallOutcome.Interrupted, _) => "EndedInterrupted",
            (CallOutcome.Refused, _) => "EndedRefused",
            (CallOutcome.Busy, true) => "EndedBusy",
            (CallOutcome.NoAnswer, true) => "EndedNoAnswer",
            (CallOutcome.Unreachable, true) => "EndedUnreachable",
            (CallOutcome.UnknownNumber, true) => "EndedUnknownNumber",
            (CallOutcome.Cancelled, true) => "EndedCancelled",
            (CallOutcome.TrunkUnavailable, _) => "EndedTrunkUnavailable",
            (CallOutcome.TrunksBusy, _) => "EndedTrunksBusy",
            (CallOutcome.NotAllowed, _) => "EndedNotAllowed",
            (CallOutcome.CapReached, _) => "EndedCapReached",
            (CallOutcome.Blocked, _) => "EndedBlocked",
            _ => "EndedMissed",
        };

    static int Order(CallState state) =>
        state switch
        {
            CallState.Active => 0,
            CallState.RingingOut => 1,
            CallState.Held => 2,
            CallState.Incoming => 3,
            _ => 4,
        };
}
