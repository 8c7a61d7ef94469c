using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    /// <summary>What this user's call widget shows.</summary>
    public CallsView CallsOf(UserId user) =>
        new(
            [
                .. CallsWith(user)
                    .Where(call => IsSeenBy(call, user))
                    .OrderBy(call => call.PlacedAt)
                    .Select(call => View(call, call.SideOf(user)!)),
            ],
            [.. LinesOf(user)],
            _notices.TryGetValue(user, out var notice) ? notice.Notice : null
        );

    static CallId? IdOfLive(Call? linked, UserId? user) => linked is { HasEnded: false } && linked.Caller.User == user ? linked.Id : null;

    RecallView? ViewOf(Recall? recall) =>
        recall is null
            ? null
            : new RecallView(
                recall.From.Name,
                recall.From.IsOutside ? Shown(recall.From.Number) : recall.From.Number,
                recall.Because,
                recall.WasParked
            );

    static bool IsSeenBy(Call call, UserId user) => call.SideOf(user) is { } side && (!call.HasEnded || side.NoticeUntil is not null);

    CallView View(Call call, Party side)
    {
        var other = call.OtherThan(side);
        var outgoing = ReferenceEquals(side, call.Caller);
        var isAbandoned = call.Conference is { Own: null, Room: null };
        var (state, since) = call switch
        {
            { EndedAt: { } ended } => (CallState.Ended, ended),
            { AnsweredAt: { } answered } => side.HeldSince is { } held ? (CallState.Held, held) : (CallState.Active, answered),
            _ => (outgoing ? CallState.RingingOut : CallState.Incoming, call.PlacedAt),
        };
        return new CallView(
            call.Id,
            state,
            outgoing,
            other.User,
            isAbandoned ? "" : other.Name,
            isAbandoned ? ""
                : other.IsOutside ? Shown(other.Number)
                : other.Number,
            side.Leg?.Line,
            since,
            call.AnsweredAt,
            side.Muted,
            HeldByOther: call.IsConnected && other.Holds,
            OtherAway: !call.HasEnded && other.IsAway,
            call.Outcome,
            side.Leg?.Kind,
            other.IsOutside,
            call.Legs.Where(leg => !leg.IsOwnMobile).Select(leg => leg.Endpoint).OfType<Endpoint.Trunk>().FirstOrDefault() is { } trunk
                ? NameOf(trunk.Id)
                : null,
            CanBeHandedOn(call, side),
            ReferenceEquals(side, call.Caller) && call.ConsultationFor is { HasEnded: false } waiting ? waiting.Id : null,
            IdOfLive(call.Consultation, side.User),
            outgoing ? null : ViewOf(call.Recall),
            WhatRingsFor(call, side),
            call.IsConnected ? side.Leg?.Sound : null,
            ViewOf(call, side),
            call.Supervises?.Mode,
            side.MutedByOther
        )
        {
            ParkedBy = call.Slot is null ? null : call.Transfer!.By.Name,
            MovesTo = DevicesToMoveTo(call, side),
            MovesToMobile = MobileToMoveTo(call, side) is { } mobile ? Shown(mobile) : null,
            TakenOverBy = call.TakenOverBy,
            ForwardedBy = outgoing ? null : call.Forwarding?.By.Name,
            CanBeTakenOver = call.Supervises is { Watched: var watched } && CanBeTakenOver(watched),
            Note = side.Note,
            Moving = LegThatMoves(call, side) is { } there ? ViewOf(there.Endpoint) : null,
            CanBeRecorded = CanBeRecorded(call, side) && MayRecord(side.User!.Value),
            Recording = RecordingView.Of(side.Recording),
            Application = call.Application?.Name,
            Queue = call.Queue?.Queue.Name ?? call.Offers?.Queue!.Queue.Name ?? call.OutOf?.Name,
            OtherAddress = other is { IsOutside: true, IsAnonymous: false } && !isAbandoned ? other.Number : null,
            CanBeParked = CanBeHandedOn(call, side) && MayPark(side.User!.Value),
        };
    }
}
