using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using CsCheck;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Days that nobody would think of: whatever comes in, in whatever order, the invariants of <see cref="Ears"/> and these hold.</summary>
public partial class Simulation
{
    const int People = 5; // the fifth is not of this company
    const int Lines = 7;

    [Fact]
    [Spec("M1.1-01", "M1.1-03", "M1.1-04", "B4", "A4-02", "A4-03")]
    public void Whatever_happens_nobody_hears_two_bridges_and_every_call_ends_once() =>
        Days.Sample(Live, time: 12, threads: 1, print: Print);

    static readonly Gen<Happening[]> Days = Gen.Select(
            Gen.Int[0, 103],
            Gen.Int[0, People - 1],
            Gen.Int[0, Lines - 1],
            Gen.Int[0, 5],
            Gen.Frequency((6, Gen.Int[0, 1500]), (2, Gen.Int[0, 10_000]), (1, Gen.Int[0, 60_000]))
        )
        .Select((what, who, line, which, wait) => new Happening(what, who, line, which, wait))
        .Array[1, 80];

    /// <param name="Which">Counts back from the newest call.</param>
    sealed record Happening(int What, int Who, int Line, int Which, int Wait);

    static string Print(Happening[] day) => string.Join('\n', day.Select(h => h.ToString()));

    static void Live(Happening[] day)
    {
        var garage = new Garage { RingsAtOnce = false };
        var calls = new List<CallId>();
        var ringing = new Queue<LegId>();
        for (var line = 0; line < 4; line++)
        {
            garage.Post(new SwitchboardInput.LineUp(LineOf(line), UserOf(line)));
        }

        garage.Set(
            (day.Length % 3) switch
            {
                0 => PaperSettings.RecordingBy(ExtendedRecording.Standard, PaperSettings.Wakeable(2, 4), 1, 3),
                1 => PaperSettings.RecordingBy(Refused, PaperSettings.OnTheirPhones(1, 2), 2, 4),
                _ => PaperSettings.OnTheirMobiles(1, 2),
            }
        );
        foreach (var happening in day)
        {
            garage.Wait(TimeSpan.FromMilliseconds(happening.Wait));
            garage.Post(new SwitchboardInput.Deadline());
            var input = happening.What switch
            {
                < 30 => InputOf(happening, calls, ringing),
                < 57 => SipInputOf(happening, garage, calls),
                < 68 => ConferenceInputOf(happening, garage, calls),
                < 74 => SharedCallOf(happening, garage, calls),
                < 80 => MoveOf(happening, garage, calls),
                < 86 => RecordingOf(happening, garage, calls),
                < 89 => SurvivalOf(happening, garage),
                < 91 => ScreeningOf(happening, calls),
                < 93 => FlowsOf(happening),
                > 99 => QueueOf(happening, garage, calls),
                > 93 => ScriptOf(happening, garage, calls),
                _ => LeavingOf(happening, garage),
            };
            var foreign = IsForeign(garage, input);
            var effects = garage.Post(input);
            Assert.True(!foreign || effects.IsEmpty, $"{input} is none of this user's business");
            foreach (var ring in effects.OfType<SwitchboardEffect.RingLeg>())
            {
                ringing.Enqueue(ring.Leg);
            }

            AssertEarsFitWidgets(garage);
            AssertConferencesHold(garage);
            AssertNothingGoesOutThatMayNot(garage, effects);
            AssertSlotsHoldOneCallEach(garage);
            AssertMovesGoOnOrAreOver(garage);
            AssertTakenOver(garage, effects);
            AssertRecordingsAreOfWhoStartedThem(garage);
            AssertConversationsAreKept(garage);
            AssertTurnedAwayAreOver(garage);
            AssertWhoLeftHasNoCalls(garage);
            AssertWhatWasTakenAwayIsOver(garage, input);
            AssertScriptsHaveCalls(garage);
            AssertQueuesHold(garage);
        }

        GoHome(garage);
    }

    static SwitchboardInput InputOf(Happening h, List<CallId> calls, Queue<LegId> ringing)
    {
        var (user, line) = (UserOf(h.Who), LineOf(h.Line));
        var call = h.Which < calls.Count ? calls[^(h.Which + 1)] : new CallId(Garage.Seeded(h.Which, 8));
        switch (h.What)
        {
            case < 7:
                calls.Add(new CallId(Garage.Seeded(calls.Count + 1, 7)));
                return new SwitchboardInput.Dial(calls[^1], user, h.Which < 5 ? LineOf(h.Who) : line, TargetOf(h.Line, h.Which));
            case < 12:
                return new SwitchboardInput.Answer(call, user, h.Line < 5 ? LineOf(h.Who) : line);
            case 12:
                return new SwitchboardInput.Refuse(call, user);
            case < 15:
                return new SwitchboardInput.HangUp(call, user);
            case < 17:
                return new SwitchboardInput.Hold(call, user);
            case < 19:
                return new SwitchboardInput.Resume(call, user);
            case 19:
                return new SwitchboardInput.Mute(call, user, h.Line % 2 == 0);
            case 20:
                return h.Which == 4
                    ? new SwitchboardInput.NoteCall(call, user, h.Line == 0 ? "" : $"note {h.Line}")
                    : new SwitchboardInput.SendDigits(call, user, h.Line == 0 ? "hello" : "12#");
            case 21:
                return h.Which < 3
                    ? new SwitchboardInput.SoundChanged(line.Media, new LegSound(1 + h.Which, SoundTrouble.LostComing))
                    : new SwitchboardInput.DigitReceived(line.Media, h.Which == 3 ? '?' : '5');
            case < 25:
                return new SwitchboardInput.LineUp(line, h.Which == 0 ? user : OwnerOf(h.Line));
            case < 27:
                return new SwitchboardInput.LineDown(line, OwnerOf(h.Line), SignedOut: h.Which == 0);
            case 27:
                return new SwitchboardInput.LegFailed(new LegId(call, h.Line));
            default:
                return ringing.TryDequeue(out var leg) ? new SwitchboardInput.LegRinging(leg) : new SwitchboardInput.Deadline();
        }
    }

    static bool IsForeign(Garage garage, SwitchboardInput input)
    {
        var (call, user) = input switch
        {
            SwitchboardInput.Answer i => (i.Call, i.User),
            SwitchboardInput.Refuse i => (i.Call, i.User),
            SwitchboardInput.HangUp i => (i.Call, i.User),
            SwitchboardInput.Hold i => (i.Call, i.User),
            SwitchboardInput.Resume i => (i.Call, i.User),
            SwitchboardInput.Mute i => (i.Call, i.User),
            SwitchboardInput.SendDigits i => (i.Call, i.User),
            SwitchboardInput.NoteCall i => (i.Call, i.User),
            SwitchboardInput.TransferCall i => (i.Call, i.User),
            SwitchboardInput.Consult i => (i.Call, i.User),
            SwitchboardInput.ConnectCalls i => (i.Call, i.User),
            SwitchboardInput.TakeBack i => (i.Call, i.User),
            SwitchboardInput.Invite i => (i.Call, i.User),
            SwitchboardInput.MuteMember i => (i.Call, i.User),
            SwitchboardInput.RemoveMember i => (i.Call, i.User),
            SwitchboardInput.EndConference i => (i.Call, i.User),
            SwitchboardInput.ChangeSupervision i => (i.Call, i.User),
            SwitchboardInput.TakeOver i => (i.Call, i.User),
            SwitchboardInput.Park i => (i.Call, i.User),
            SwitchboardInput.MoveCall i => (i.Call, i.User),
            SwitchboardInput.MoveToMobile i => (i.Call, i.User),
            SwitchboardInput.StopMoving i => (i.Call, i.User),
            SwitchboardInput.StartRecording i => (i.Call, i.User),
            SwitchboardInput.StopRecording i => (i.Call, i.User),
            SwitchboardInput.PauseRecording i => (i.Call, i.User),
            SwitchboardInput.KeepRecording i => (i.Call, i.User),
            SwitchboardInput.Woken i => (i.Call, i.User),
            SwitchboardInput.BlockCaller i => (i.Call, i.User),
            _ => (default, default),
        };
        var isRungToCallWith = garage.Ears.Legs.Any(leg =>
            leg.Key.Call == call
            && leg.Key.IsOfCaller
            && (leg.Value.Endpoint is Endpoint.Phone phone ? phone.Owner == user : OwnerOfMobile(leg.Value.Endpoint) == user)
        );
        var isOffered = garage.CallsOf(new Employee(PeopleNumberOf(user), "")).Calls.Any(one => one.Id == call && one.Queue is not null);
        return call != default
            && !isRungToCallWith
            && !isOffered
            && (
                garage.Ears.Of(call).OfType<CallPlaced>().SingleOrDefault() is not { } placed
                || (placed.CallerId != user.Value && placed.CalleeId != user.Value)
            );
    }

    /// <summary>What a widget says is what its line hears.</summary>
    static void AssertEarsFitWidgets(Garage garage)
    {
        for (var number = 0; number < 4; number++)
        {
            var view = garage.CallsOf(new Employee(number + 1, ""));
            Assert.InRange(view.Calls.Count(call => call.State is CallState.Active or CallState.RingingOut), 0, 1);
            Assert.InRange(view.Calls.Count(call => call.State is not CallState.Ended), 0, 4);
            Assert.All(view.Calls, call => Assert.True(call.Sound is null || call.State is CallState.Active or CallState.Held));
            foreach (var call in view.Calls)
            {
                AssertFits(garage.Ears, call, UserOf(number), view.LinesUp);
            }
        }

        Assert.True(garage.NextTimeout is null || garage.NextTimeout > garage.Now);
    }

    static void AssertFits(Ears ears, CallView call, UserId user, IReadOnlyCollection<LineId> up)
    {
        if (MediaOf(ears, call, user) is not { } media)
        {
            Assert.True(call.State is CallState.Incoming or CallState.Ended || !ears.Recorded.ContainsKey(call.Id), $"{call}");
            return;
        }

        var isUp = call.Line is { } line ? up.Contains(line) : !ears.IsAwaited(media);
        var bridged =
            ears.BridgesOf(media).Any(bridge => bridge.Call == call.Id)
            || (ears.Mixed.TryGetValue(media, out var mix) && mix.Call == call.Id);
        var isAlone = call.Conference is { IsRoom: true, IsAlone: true };
        var talks = call is { State: CallState.Active, HeldByOther: false, OtherAway: false } && isUp && !isAlone;
        Assert.True(
            talks == bridged || call.Application is not null || call is { State: CallState.RingingOut, OtherIsOutside: true },
            $"{call} is bridged: {bridged}"
        );
        if (call is { State: CallState.Active } && isUp)
        {
            var waits = call is { Queue: not null, Application: not null } && ears.ClipPlayedTo(media) is null;
            Assert.Equal(waits || isAlone || call.HeldByOther || call.OtherAway ? Sound.HoldMusic : null, ears.PlayedTo(media));
            Assert.Equal(call.Muted, ears.IsMuted(media));
        }
    }

    /// <summary>Everybody signs out, every handset is put down and a minute passes: nothing may be left of the day but its records.</summary>
    static void GoHome(Garage garage)
    {
        for (var line = 0; line < Lines; line++)
        {
            garage.Post(new SwitchboardInput.LineDown(LineOf(line), OwnerOf(line), SignedOut: true));
        }

        // Who was transferred may come back to phones that are put down only then.
        while (garage.Ears.Legs.Keys.FirstOrDefault(leg => leg.Call != default) is { Call.Value: var call } leg && call != Guid.Empty)
        {
            garage.Post(new SwitchboardInput.LegEnded(leg));
        }

        garage.Wait(60);
        Assert.Null(garage.NextTimeout);
        Assert.Equal(0, garage.Count);
        Assert.Empty(garage.Ears.Legs);
        Assert.Empty(garage.Ears.Recordings);
        Assert.Empty(garage.Ears.Scripts);
        Assert.Empty(garage.Ears.ScriptRecordings);
        AssertWhoWaitedLeft(garage);
        Assert.All(garage.Ears.Recorded.Values, events => Assert.Single(events.OfType<CallEnded>()));
        AssertTransfersAreTold(garage);
        AssertStoriesAreOneLineEach(garage);
        AssertWhatWasTakenGoesOn(garage);
    }

    static UserId UserOf(int who) => new(Garage.Seeded(who + 1, 1));

    static LineId LineOf(int line) => new(Garage.Seeded(line + 1, 2));

    /// <summary>Lines 0 to 3 are one each; 4, 5 and 6 are second ones of the first three.</summary>
    static UserId OwnerOf(int line) => UserOf(line % 4);

    static string TargetOf(int line, int which) =>
        (line, which) switch
        {
            (6, 0) => "1-1-2",
            (6, 1) => "999",
            (6, 2) => "020 1234567",
            (6, 3) => "0900-1234",
            (6, 4) => "+49 30 123456",
            (6, _) => "020 5550102",
            (4, 0) => PaperSettings.Room,
            (5, 0) => "700",
            (5, 1) => "701",
            (5, 2) => "*8201",
            (5, 3) => "*8202",
            (5, 4) => "*43",
            (5, _) => "1233",
            _ => $"20{(line % 4) + 1}",
        };
}
