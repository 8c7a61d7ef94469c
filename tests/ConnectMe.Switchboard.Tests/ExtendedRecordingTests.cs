using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Anna has extended recording, the add-on: her calls are recorded by themselves.</summary>
[Spec("A2-03")]
public class ExtendedRecordingTests
{
    const string Outside = "0301234567";

    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    public ExtendedRecordingTests() => Set(ExtendedRecording.Standard);

    [Fact]
    [Spec("M12.1-06", "M12.1-01", "M12.2-01")]
    public void Her_call_is_recorded_from_the_answer_and_his_is_not()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Bram, Anna);
        Assert.Empty(_garage.Ears.Recordings);

        _garage.Answer(Anna, call);

        var recording = Assert.Single(_garage.Ears.Recordings.Values);
        Assert.Equal((Anna.Id, RecordingKind.Extended, "Bram Hofstra"), (recording.User, recording.Kind, recording.OtherName));
        Assert.Equal((true, 2_000_000_000L, TimeSpan.FromHours(4)), (recording.IsRoomForAll, recording.Room, recording.Limit));
        Assert.Equal(Anna.Line.Media, Recorded());
        Assert.True(_garage.CallOf(Anna).Recording is { IsExtended: true, IsAutomatic: true, IsKept: true, IsPaused: false });
        Assert.Null(_garage.CallOf(Bram).Recording);
        _garage.AssertTalking(Anna, Bram);

        _garage.HangUp(Bram, call);
        Assert.Equal([recording.Recording], _garage.Ears.RecordingsEnded);
    }

    [Fact]
    public void A_call_with_outside_is_recorded_both_ways_and_on_whichever_device()
    {
        _garage.PhoneUp(Anna);
        var call = _garage.CallIn(PaperSettings.AnnasNumber, Outside);
        var leg = _garage.PickUp(Anna, call);
        Assert.Equal(leg.Media, Recorded());
        Assert.Equal("030 123 4567", Assert.Single(_garage.Ears.Recordings.Values).OtherNumber);
        _garage.Post(new SwitchboardInput.LegEnded(leg));
        Assert.Empty(_garage.Ears.Recordings);

        Set(ExtendedRecording.Standard, PaperSettings.OnTheirMobiles(1));
        _garage.Up(Anna, Bram);
        var second = _garage.Dial(Bram, Anna);
        var mobile = _garage.Ears.Legs.Single(one => one.Key.Call == second && one.Value.Endpoint is Endpoint.Trunk).Key;
        _garage.Post(new SwitchboardInput.LegAnswered(mobile));
        Assert.Empty(_garage.Ears.Recordings); // nobody has said yet that they take it
        _garage.Post(new SwitchboardInput.DigitReceived(mobile.Media, '1'));
        Assert.Equal(mobile.Media, Recorded());
    }

    [Fact]
    [Spec("B22")]
    public void The_other_side_hears_once_that_it_is_recorded_and_so_does_who_the_call_is_handed_on_to()
    {
        var call = _garage.Connected(Bram, Anna);
        Assert.Equal([Bram.Line.Media], _garage.Ears.ToldRecorded);
        _garage.Hold(Bram, call);
        _garage.Resume(Bram, call);
        Pause(call, on: true);
        Pause(call, on: false);
        Assert.Single(_garage.Ears.ToldRecorded);

        _garage.Up(Sanne);
        var recording = Assert.Single(_garage.Ears.Recordings).Key;
        var onward = _garage.Transfer(Bram, call, Sanne.Extension);
        _garage.Answer(Sanne, onward);
        Assert.Equal([Bram.Line.Media, Sanne.Line.Media], _garage.Ears.ToldRecorded);
        Assert.Equal(recording, Assert.Single(_garage.Ears.Recordings).Key);
        _garage.HangUp(Sanne, onward);

        Set(ExtendedRecording.Standard with { IsAnnounced = false });
        _garage.Connected(Anna, Sanne);
        Assert.Equal(2, _garage.Ears.ToldRecorded.Count);
    }

    [Fact]
    [Spec("M12.2-01", "M12.1-07")]
    public void She_pauses_and_resumes_it_and_what_is_said_between_is_not_in_it()
    {
        var call = _garage.Connected(Anna, Bram);

        Pause(call, on: true);
        Assert.Null(Recorded());
        Assert.True(_garage.CallOf(Anna).Recording!.IsPaused);
        _garage.Hold(Anna, call);
        _garage.Resume(Anna, call);
        Assert.Null(Recorded());
        _garage.AssertTalking(Anna, Bram);

        Pause(call, on: false);
        Assert.Equal(Anna.Line.Media, Recorded());
    }

    [Fact]
    [Spec("M12.2-01")]
    public void It_is_kept_unless_she_says_not_to_or_only_when_she_says_so()
    {
        var call = _garage.Connected(Anna, Bram);
        Keep(call, isKept: false);
        Assert.False(_garage.CallOf(Anna).Recording!.IsKept);
        Assert.Equal(Anna.Line.Media, Recorded());
        Assert.True(_garage.Ears.NotKept.SetEquals(_garage.Ears.Recordings.Keys));
        Keep(call, isKept: true);
        Keep(call, isKept: true);
        Assert.Empty(_garage.Ears.NotKept);
        _garage.HangUp(Anna, call);

        Set(ExtendedRecording.Standard with { IsKeptUnlessRefused = false });
        call = _garage.Connected(Anna, Bram);
        Assert.True(_garage.Ears.NotKept.SetEquals(_garage.Ears.Recordings.Keys));
        Keep(call, isKept: true);
        Assert.Empty(_garage.Ears.NotKept);
    }

    [Fact]
    [Spec("M12.1-06", "M12.2-01")]
    public void By_hand_she_starts_and_stops_it_and_what_began_by_itself_is_not_stopped()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Post(new SwitchboardInput.StopRecording(call, Anna.Id));
        Assert.Single(_garage.Ears.Recordings);
        _garage.HangUp(Anna, call);

        Set(ExtendedRecording.Standard with { IsAutomatic = false });
        call = _garage.Connected(Anna, Bram);
        Assert.Empty(_garage.Ears.Recordings);
        Assert.True(_garage.CallOf(Anna).CanBeRecorded);
        _garage.Post(new SwitchboardInput.StartRecording(call, Anna.Id, new RecordingId(Garage.Seeded(1, 30)), Room: 1_000_000));
        Assert.True(_garage.CallOf(Anna).Recording is { IsExtended: true, IsAutomatic: false, Limit.TotalHours: 4 });
        Pause(call, on: true);
        Assert.Null(Recorded());
        _garage.Post(new SwitchboardInput.StopRecording(call, Anna.Id));
        Assert.Empty(_garage.Ears.Recordings);
    }

    [Fact]
    public void A_personal_recording_is_neither_paused_nor_thrown_away()
    {
        _garage.Set(PaperSettings.Standard);
        var call = _garage.Connected(Anna, Bram);
        Assert.Empty(_garage.Ears.Recordings);
        _garage.Post(new SwitchboardInput.StartRecording(call, Anna.Id, new RecordingId(Garage.Seeded(1, 30)), Room: 1_000_000));

        Pause(call, on: true);
        Keep(call, isKept: false);

        Assert.Equal(Anna.Line.Media, Recorded());
        Assert.Empty(_garage.Ears.NotKept);
        Assert.Empty(_garage.Ears.ToldRecorded);
    }

    [Fact]
    public void Parked_moved_and_in_a_conference_it_goes_on_and_whoever_fetches_a_call_is_recorded_from_then()
    {
        var call = _garage.Connected(Bram, Anna);
        var recording = Assert.Single(_garage.Ears.Recordings).Key;
        var parked = _garage.Park(Bram, call);
        Assert.Null(Recorded());
        call = _garage.Take(Bram, parked);
        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[recording]);

        _garage.PhoneUp(Anna);
        _garage.Move(Anna, call, Anna.DeskPhone);
        var leg = _garage.PickUp(Anna, call);
        Assert.Equal(leg.Media, _garage.Ears.RecordedNow[recording]);

        _garage.Up(Sanne);
        var (own, other) = _garage.NewPair();
        var (invited, _) = _garage.NewPair();
        _garage.Post(new SwitchboardInput.Invite(call, Bram.Id, Sanne.Extension, own, other, invited));
        _garage.Answer(Sanne, invited);
        Assert.Equal(leg.Media, _garage.Ears.RecordedNow[recording]);
        Assert.Single(_garage.Ears.Recordings);
    }

    [Fact]
    public void After_a_crash_it_goes_on_in_a_part_of_its_own_as_it_was_and_nobody_is_told_again()
    {
        var call = _garage.Connected(Anna, Bram);
        var first = Assert.Single(_garage.Ears.Recordings).Key;
        Pause(call, on: true);
        Keep(call, isKept: false);

        _garage.Crash();
        var second = Assert.Single(_garage.Ears.Recordings.Values);
        Assert.NotEqual(first, second.Recording);
        Assert.False(second.IsKept);
        _garage.Up(Anna, Bram);
        Assert.Null(Recorded()); // she may be saying a card number
        Assert.True(_garage.CallOf(Anna).Recording is { IsPaused: true, IsKept: false, IsAutomatic: true });
        Pause(call, on: false);

        Assert.Equal(Anna.Line.Media, Recorded());
        Assert.Single(_garage.Ears.ToldRecorded);
        _garage.Crash();
        Assert.Null(Recorded()); // nothing of her is there to be recorded yet
        _garage.Up(Anna, Bram);
        Assert.Equal(Anna.Line.Media, Recorded());
    }

    [Fact]
    [Spec("R9")]
    public void What_its_limit_or_the_disk_ended_does_not_begin_again_and_an_administrator_is_warned()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Wait(TimeSpan.FromHours(4));
        Assert.Equal(NoticeCause.RecordingTooLong, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.Hold(Bram, call);
        _garage.Resume(Bram, call);
        Assert.Empty(_garage.Ears.Recordings);
        _garage.Crash();
        Assert.Empty(_garage.Ears.Recordings);
        _garage.Up(Anna, Bram);
        _garage.HangUp(Anna, call);

        call = _garage.Connected(Anna, Bram);
        var recording = Assert.Single(_garage.Ears.Recordings).Key;
        _garage.Post(new SwitchboardInput.RecordingEnded(recording, RecordingFault.NoRoomLeft));
        Assert.Equal([NoticeCause.RecordingsFull], _garage.Ears.Warnings);
        Assert.Equal(NoticeCause.RecordingsFull, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Null(_garage.CallOf(Anna).Recording);
        _garage.AssertTalking(Anna, Bram);
        _garage.HangUp(Anna, call);
    }

    [Fact]
    public void Who_gets_the_right_in_the_middle_of_a_call_is_recorded_from_the_next()
    {
        _garage.Set(PaperSettings.Standard);
        var call = _garage.Connected(Anna, Bram);
        Set(ExtendedRecording.Standard);
        _garage.Hold(Anna, call);
        _garage.Resume(Anna, call);
        Assert.Empty(_garage.Ears.Recordings);
        _garage.HangUp(Anna, call);

        _garage.Connected(Anna, Bram);
        Assert.Single(_garage.Ears.Recordings);
    }

    [Fact]
    [Spec("A9-01")]
    public void A_queue_may_have_its_calls_recorded_of_whoever_takes_them()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Bram);
        _garage.Have(Garage.WorkshopOf(Bram.Id) with { IsRecorded = true });
        var waiting = _garage.CallIn(PaperSettings.WorkshopNumber, Outside);
        _garage.Post(new SwitchboardInput.ScriptAnswered(waiting));
        Assert.Empty(_garage.Ears.Recordings);

        _garage.Answer(Bram, _garage.CallOf(Bram).Id);

        var recording = Assert.Single(_garage.Ears.Recordings.Values);
        Assert.Equal((Bram.Id, Garage.Workshop, RecordingKind.Extended), (recording.User, recording.OutOf!.Queue, recording.Kind));
        Assert.Equal(Bram.Line.Media, Recorded());
        Assert.True(_garage.CallOf(Bram).Recording is { IsAutomatic: true });
    }

    MediaId? Recorded() => _garage.Ears.RecordedNow.Values.Select(media => (MediaId?)media).SingleOrDefault();

    void Pause(CallId call, bool on) => _garage.Post(new SwitchboardInput.PauseRecording(call, Anna.Id, on));

    void Keep(CallId call, bool isKept) => _garage.Post(new SwitchboardInput.KeepRecording(call, Anna.Id, isKept));

    void Set(ExtendedRecording extended, TelephonyConfiguration? on = null) => _garage.Set(PaperSettings.RecordingBy(extended, on, 1));
}
