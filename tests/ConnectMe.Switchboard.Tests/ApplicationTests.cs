using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Calls whose other side is software.</summary>
public class ApplicationTests
{
    const string Outside = "0301234567";

    static readonly CallTarget ToVoicemail = new(CallTargetKind.Application, Application: Garage.Voicemail);

    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    public ApplicationTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna, Bram);
        _garage.HaveVoicemail(Bram);
    }

    [Fact]
    [Spec("M4.3-01", "M4.4-04", "A6-02")]
    public void At_once_or_when_nobody_answers_a_call_comes_to_the_voicemail_of_who_was_called()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.Chosen, Seconds: 15, InTurn: false, ToVoicemail));
        var missed = _garage.CallIn(PaperSettings.BramsNumber, Outside);
        _garage.Wait(15);
        var left = Assert.Single(_garage.Ears.Scripts.Values);
        Assert.Equal((missed.Following(), missed, Bram.Id, null, ""), (left.Call, left.Root, left.For, left.Caller, left.Dialled));
        Assert.Equal(("030 123 4567", true), (left.CallerNumber, left.CallerIsOutside));
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(missed));

        _garage.Post(new SwitchboardInput.ScriptAnswered(left.Call));

        Assert.True(_garage.Ears.Legs[LegId.OfCaller(missed)].Answered);
        Assert.DoesNotContain(_garage.Ears.Of(missed), e => e is CallLaterAnswered); // Bram has missed it
        Assert.Empty(_garage.CallsOf(Bram).Calls.Where(call => call.State is not CallState.Ended));

        _garage.Forwards((Bram, ToVoicemail));
        _garage.Dial(Anna, Bram);
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(Anna.Id, _garage.Ears.Scripts.Values.Single(script => script.Caller is not null).Caller);
        Assert.True(_garage.CallOf(Anna) is { Application: Garage.Voicemail, OtherName: "Bram Hofstra", State: CallState.RingingOut });
    }

    [Fact]
    [Spec("M6.4.4-01")]
    public void A_call_that_is_refused_comes_there_too_when_the_status_says_so()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.Chosen, Seconds: 15, InTurn: false, ToVoicemail));
        var call = _garage.Dial(Anna, Bram);

        _garage.Refuse(Bram, call);

        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(call));
        Assert.Equal(call.Following(), Assert.Single(_garage.Ears.Scripts).Key);
    }

    [Fact]
    [Spec("M1.1-10")]
    public void Of_who_has_none_the_call_ends_as_if_nobody_were_there()
    {
        _garage.HaveVoicemail();
        _garage.Is(Bram, new CallTreatment(RungDevices.None, Seconds: 15, InTurn: false, ToVoicemail));

        var call = _garage.Dial(Anna, Bram);

        Assert.Empty(_garage.Ears.Scripts);
        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
    }

    [Fact]
    public void What_it_plays_is_heard_one_after_another_and_stops_while_the_caller_holds()
    {
        var call = Reached();
        var clips = _garage.Plays(call, 2);
        Assert.Equal(clips[0], _garage.Ears.ClipPlayedTo(Anna.Line.Media));

        _garage.Post(new SwitchboardInput.ClipPlayed(call, clips[0]));
        Assert.Equal(clips[1], _garage.Ears.ClipPlayedTo(Anna.Line.Media));
        _garage.Hold(Anna, call);
        Assert.Null(_garage.Ears.ClipPlayedTo(Anna.Line.Media));
        _garage.Post(new SwitchboardInput.ClipPlayed(call, clips[1])); // crossed the hold: it is heard again
        _garage.Resume(Anna, call);
        Assert.Equal(clips[1], _garage.Ears.ClipPlayedTo(Anna.Line.Media));
        Assert.Empty(Told<ScriptInput.Played>());
        _garage.Post(new SwitchboardInput.ClipPlayed(call, clips[1]));

        Assert.Null(_garage.Ears.ClipPlayedTo(Anna.Line.Media));
        Assert.Single(Told<ScriptInput.Played>());
    }

    [Fact]
    public void Something_else_takes_the_place_of_what_plays()
    {
        var call = Reached();
        var first = _garage.Plays(call, 2);
        var second = _garage.Plays(call, 1);
        Assert.Equal(second[0], _garage.Ears.ClipPlayedTo(Anna.Line.Media));

        _garage.Post(new SwitchboardInput.ClipPlayed(call, first[0])); // it had been heard a moment before
        Assert.Equal(second[0], _garage.Ears.ClipPlayedTo(Anna.Line.Media));
        _garage.Plays(call, 0);
        Assert.Null(_garage.Ears.ClipPlayedTo(Anna.Line.Media));
        Assert.Empty(Told<ScriptInput.Played>());
    }

    [Fact]
    public void Only_what_the_caller_says_is_recorded_and_their_own_recording_waits()
    {
        var call = Reached();
        var recording = _garage.Records(call);
        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[recording]);

        _garage.Hold(Anna, call);
        Assert.Empty(_garage.Ears.RecordedNow);
        _garage.Resume(Anna, call);
        Assert.Equal(Anna.Line.Media, _garage.Ears.RecordedNow[recording]);
        _garage.Post(new SwitchboardInput.StartRecording(call, Anna.Id, new RecordingId(Garage.Seeded(1, 45)), 1_000_000));
        Assert.Empty(_garage.Ears.Recordings);
        Assert.Equal(NoticeCause.RecordNotNow, _garage.CallsOf(Anna).Notice?.Cause);

        _garage.HangUp(Anna, call);

        Assert.Contains(recording, _garage.Ears.RecordingsEnded);
        Assert.Single(Told<ScriptInput.HungUp>());
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M8.1-04")]
    public void It_is_called_by_its_number_and_hears_keys_from_page_and_phone()
    {
        _garage.PhoneUp(Anna);
        var byPage = _garage.Dial(Anna, "1233");
        var byPhone = _garage.PhoneDial(Bram, "1233");
        Assert.All(_garage.Ears.Scripts.Values, script => Assert.Equal((null, "1233"), (script.For, script.Dialled)));
        _garage.Post(new SwitchboardInput.ScriptAnswered(byPage));
        _garage.Post(new SwitchboardInput.ScriptAnswered(byPhone));

        _garage.Post(new SwitchboardInput.SendDigits(byPage, Anna.Id, "1#"));
        _garage.Post(new SwitchboardInput.DigitReceived(LegId.OfCaller(byPhone).Media, '7'));

        Assert.Equal(
            [(byPage, '1'), (byPage, '#'), (byPhone, '7')],
            Told<ScriptInput.Pressed>().Select(told => (told.Call, told.What.Key))
        );
    }

    [Fact]
    public void An_extension_that_is_the_same_is_that_of_the_person()
    {
        _garage.Post(new SwitchboardInput.ApplicationsChanged([new KnownApplication(Garage.Voicemail, [], ["202"], [])]));

        _garage.Dial(Anna, "202");

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    public void A_script_that_fails_before_it_answers_leaves_the_caller_with_nobody()
    {
        var call = _garage.Dial(Anna, "1233");

        _garage.Post(new SwitchboardInput.ScriptHungUp(call));

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
        Assert.Single(Told<ScriptInput.HungUp>());
    }

    [Fact]
    public void Such_a_call_is_handed_on_to_nobody_and_supervised_by_nobody()
    {
        _garage.Up(_garage.Sanne, _garage.Joost);
        var call = Reached();
        Assert.False(_garage.CallOf(Anna).CanBeTransferred);

        _garage.Transfer(Anna, call, "203");

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(CallState.Active, _garage.CallOf(Anna).State);
    }

    [Fact]
    public void Who_was_transferred_there_is_there()
    {
        _garage.Up(_garage.Sanne);
        _garage.Forwards((Bram, ToVoicemail));
        var call = _garage.CallIn(PaperSettings.AnnasNumber, Outside);
        _garage.Answer(Anna, call);

        var onward = _garage.Transfer(Anna, call, "202");
        var script = Assert.Single(_garage.Ears.Scripts).Key;
        Assert.Equal(onward.Following(), script);
        _garage.Post(new SwitchboardInput.ScriptAnswered(script));
        _garage.Wait(60);

        Assert.Contains(script, _garage.Ears.Scripts); // and comes back to nobody
        Assert.Empty(_garage.Ears.RingingLines);
    }

    CallId Reached()
    {
        _garage.Forwards((Bram, ToVoicemail));
        var call = _garage.Dial(Anna, Bram).Following();
        _garage.Post(new SwitchboardInput.ScriptAnswered(call));
        return call;
    }

    List<(CallId Call, T What)> Told<T>()
        where T : ScriptInput => [.. _garage.Ears.ScriptsTold.Where(told => told.What is T).Select(told => (told.Call, (T)told.What))];
}
