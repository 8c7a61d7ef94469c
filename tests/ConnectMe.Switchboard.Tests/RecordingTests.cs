using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Anna records what she says and hears.</summary>
public class RecordingTests
{
    readonly Garage _garage = new();
    int _recordings;

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("M12.1-02", "M12.2-01")]
    public void She_starts_and_stops_it_by_hand_and_the_other_is_not_told()
    {
        var call = _garage.Connected(Anna, Bram);
        Assert.True(_garage.CallOf(Anna) is { CanBeRecorded: true, Recording: null });

        var recording = Start(Anna, call);

        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[recording]);
        Assert.Equal(new RecordingView(_garage.Now, TimeSpan.FromMinutes(5)), _garage.CallOf(Anna).Recording);
        Assert.Null(_garage.CallOf(Bram).Recording);
        Assert.Null(_garage.CallsOf(Bram).Notice);
        var begun = _garage.Ears.Recordings[recording];
        Assert.Equal(("Bram Hofstra", "202", call), (begun.OtherName, begun.OtherNumber, begun.Call));
        _garage.AssertTalking(Anna, Bram);

        Stop(Anna, call);

        Assert.Equal([recording], _garage.Ears.RecordingsEnded);
        Assert.Null(_garage.CallOf(Anna).Recording);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void Both_may_record_the_same_call_each_for_themselves()
    {
        var call = _garage.Connected(Anna, Bram);
        var (hers, his) = (Start(Anna, call), Start(Bram, call));

        Assert.Equal(Bram.Line.Media, _garage.Ears.RecordedNow[his]);
        Stop(Bram, call);

        Assert.Equal([his], _garage.Ears.RecordingsEnded);
        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[hers]);
    }

    [Fact]
    public void While_she_holds_nothing_is_recorded_and_while_she_is_held_it_goes_on()
    {
        var call = _garage.Connected(Anna, Bram);
        var recording = Start(Anna, call);

        _garage.Hold(Anna, call);
        Assert.Empty(_garage.Ears.RecordedNow);
        Assert.NotNull(_garage.CallOf(Anna).Recording);
        _garage.Resume(Anna, call);
        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[recording]);

        _garage.Hold(Bram, call);
        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[recording]);
    }

    [Fact]
    public void Another_call_on_the_same_line_is_not_in_the_recording_of_the_one_that_waits()
    {
        var call = _garage.Connected(Anna, Bram);
        var first = Start(Anna, call);
        _garage.Up(Sanne);
        var second = _garage.Dial(Anna, Sanne);
        _garage.Answer(Sanne, second);
        Assert.Empty(_garage.Ears.RecordedNow);

        var other = Start(Anna, second);
        Assert.Equal([other], _garage.Ears.RecordedNow.Keys);
        _garage.Resume(Anna, call);
        Assert.Equal([first], _garage.Ears.RecordedNow.Keys);
    }

    [Fact]
    public void It_ends_when_her_part_of_the_call_ends()
    {
        var call = _garage.Connected(Anna, Bram);
        var recording = Start(Anna, call);

        _garage.HangUp(Bram, call);

        Assert.Equal([recording], _garage.Ears.RecordingsEnded);
        Assert.Empty(_garage.Ears.Recordings);
    }

    [Fact]
    public void Handing_the_call_on_ends_the_recording_of_who_does_and_not_of_who_is_handed_on()
    {
        var call = _garage.Connected(Anna, Bram);
        var (hers, his) = (Start(Anna, call), Start(Bram, call));
        _garage.Up(Sanne);

        var onward = _garage.Transfer(Anna, call, Sanne.Extension);
        Assert.Equal([hers], _garage.Ears.RecordingsEnded);
        Assert.Empty(_garage.Ears.RecordedNow);

        _garage.Answer(Sanne, onward);
        Assert.Equal(Bram.Line.Media, _garage.Ears.RecordedNow[his]);
        Assert.NotNull(_garage.CallOf(Bram).Recording);

        _garage.HangUp(Bram, onward);
        Assert.Equal([hers, his], _garage.Ears.RecordingsEnded);
    }

    [Fact]
    public void It_follows_her_to_another_device()
    {
        var call = _garage.Connected(Anna, Bram);
        var recording = Start(Anna, call);
        _garage.PhoneUp(Anna);

        _garage.Move(Anna, call, Anna.DeskPhone);
        _garage.PickUp(Anna, call);

        Assert.Equal(_garage.LegOf(Anna.DeskPhone, call).Media, _garage.Ears.RecordedNow[recording]);
    }

    [Fact]
    public void It_goes_on_in_the_conference_that_the_call_becomes()
    {
        var call = _garage.Connected(Anna, Bram);
        var recording = Start(Anna, call);
        _garage.Up(Sanne);
        var (own, other) = _garage.NewPair();
        var (invited, _) = _garage.NewPair();

        _garage.Post(new SwitchboardInput.Invite(call, Anna.Id, Sanne.Extension, own, other, invited));
        _garage.Answer(Sanne, invited);

        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[recording]);
        Assert.NotNull(_garage.CallOf(Anna).Recording);
    }

    [Fact]
    [Spec("M12.1-04")]
    public void It_is_five_minutes_long_at_most_or_what_the_administrator_set()
    {
        var call = _garage.Connected(Anna, Bram);
        var first = Start(Anna, call);
        _garage.Wait(299.9);
        Assert.Empty(_garage.Ears.RecordingsEnded);
        _garage.Wait(0.1);
        Assert.Equal([first], _garage.Ears.RecordingsEnded);
        Assert.Equal(NoticeCause.RecordingTooLong, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.AssertTalking(Anna, Bram);

        _garage.Set(Rules(RecordingRules.Standard with { Limit = TimeSpan.FromHours(1) }));
        Start(Anna, call);
        _garage.Wait(TimeSpan.FromMinutes(59));
        Assert.Single(_garage.Ears.Recordings);
    }

    [Fact]
    [Spec("M12.1-05")]
    public void Without_room_for_it_there_is_no_recording_and_she_is_told()
    {
        var call = _garage.Connected(Anna, Bram);

        Start(Anna, call, room: 0);

        Assert.Empty(_garage.Ears.Recordings);
        Assert.Equal(NoticeCause.RecordingsFull, _garage.CallsOf(Anna).Notice!.Cause);
    }

    [Fact]
    [Spec("A2-03")]
    public void Who_has_not_the_right_sees_no_button_and_records_nothing()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Set(
            PaperSettings.Standard with
            {
                Rights = PaperSettings.Allowing(person =>
                    PersonRights.Standard with
                    {
                        Recording = person == 2 ? RecordingRight.Extended : RecordingRight.None,
                    }
                ),
            }
        );

        Assert.False(_garage.CallOf(Anna).CanBeRecorded);
        Start(Anna, call);
        Assert.Empty(_garage.Ears.Recordings);
        Assert.Equal(NoticeCause.MayNotRecord, _garage.CallsOf(Anna).Notice!.Cause);

        Start(Bram, call);
        Assert.Single(_garage.Ears.Recordings);
    }

    [Theory]
    [InlineData(RecordingFault.DiskFull, NoticeCause.RecordingDiskFull, true)]
    [InlineData(RecordingFault.NoRoomLeft, NoticeCause.RecordingsFull, false)]
    [InlineData(RecordingFault.Failed, NoticeCause.RecordingFailed, true)]
    [Spec("R9")]
    internal void What_ends_it_is_said_and_the_call_goes_on(RecordingFault why, NoticeCause said, bool warns)
    {
        var call = _garage.Connected(Anna, Bram);
        var recording = Start(Anna, call);

        _garage.Post(new SwitchboardInput.RecordingEnded(recording, why));
        _garage.Post(new SwitchboardInput.RecordingEnded(recording, why));

        Assert.Equal([recording], _garage.Ears.RecordingsEnded);
        Assert.Equal(said, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Equal(warns ? [said] : [], _garage.Ears.Warnings);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("R9")]
    public void With_a_full_disk_a_new_one_is_refused_for_all_to_see()
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.Post(new SwitchboardInput.RefuseRecording(Anna.Id, RecordingFault.DiskFull));

        Assert.Equal(NoticeCause.RecordingDiskFull, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Equal([NoticeCause.RecordingDiskFull], _garage.Ears.Warnings);
        Assert.Equal(call, _garage.CallOf(Anna).Id);
    }

    [Fact]
    public void What_rings_or_is_held_is_not_recorded_and_nobody_records_for_another()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        Start(Anna, call);
        Assert.Equal(NoticeCause.RecordNotNow, _garage.CallsOf(Anna).Notice!.Cause);

        _garage.Answer(Bram, call);
        _garage.Hold(Anna, call);
        Start(Anna, call);
        Start(Sanne, call);

        Assert.Empty(_garage.Ears.Recordings);
    }

    RecordingId Start(Employee who, CallId call, long room = 1_000_000)
    {
        var recording = new RecordingId(Garage.Seeded(++_recordings, 30));
        _garage.Post(new SwitchboardInput.StartRecording(call, who.Id, recording, room));
        return recording;
    }

    void Stop(Employee who, CallId call) => _garage.Post(new SwitchboardInput.StopRecording(call, who.Id));

    static TelephonyConfiguration Rules(RecordingRules rules) => PaperSettings.Standard with { RecordingRules = rules };
}
