using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What was handed on is one call in everybody's log.</summary>
public class StoryTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("B4")]
    public void A_call_that_was_handed_on_is_one_line_of_all_three()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var onward = _garage.Transfer(Bram, call, "203");
        _garage.Answer(Sanne, onward);
        _garage.HangUp(Anna, onward);

        AssertLines((Anna, call), (Bram, call), (Sanne, onward));
        Assert.Equal(call.Value, RecordOf(onward).Story);
    }

    [Fact]
    [Spec("B4")]
    public void A_call_that_came_back_and_was_answered_then_is_one_line_and_missed_by_nobody()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var onward = _garage.Transfer(Bram, call, "203");
        _garage.Wait(30);
        var back = _garage.CallOf(Bram).Id;
        Assert.True(RecordOf(onward).IsMissedBy(Sanne.Id.Value)); // until somebody helps the caller
        _garage.Answer(Bram, back);

        AssertLines((Anna, call), (Bram, call), (Sanne, onward));
        Assert.False(RecordOf(onward).IsMissedBy(Sanne.Id.Value));
    }

    [Fact]
    [Spec("B4")]
    public void A_call_that_came_back_to_nobody_is_missed_by_who_was_rung_last_and_first()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var onward = _garage.Transfer(Bram, call, "203");
        _garage.Wait(90);

        Assert.True(RecordOf(onward).IsMissedBy(Sanne.Id.Value));
        Assert.Equal(4, _garage.Ears.Recorded.Count); // the last waits in a slot
    }

    [Fact]
    [Spec("B4")]
    public void The_call_in_which_was_asked_first_is_part_of_the_one_that_waited_for_it()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var asked = _garage.Consult(Bram, call, "203");
        _garage.Answer(Sanne, asked);
        var joined = _garage.ConnectCalls(Bram, call);

        AssertLines((Anna, call), (Bram, call), (Sanne, asked));
        Assert.All([asked, joined], part => Assert.Equal(call.Value, RecordOf(part).Story));
    }

    [Fact]
    [Spec("B4")]
    public void A_consultation_that_led_to_nothing_is_a_call_of_its_own()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var asked = _garage.Consult(Bram, call, "203");
        _garage.Answer(Sanne, asked);
        _garage.HangUp(Sanne, asked);

        Assert.Equal(asked.Value, RecordOf(asked).Story);
        Assert.True(PaperRecords.IsALineOf(RecordOf(asked), Bram.Id.Value));
    }

    CallRecord RecordOf(CallId call) => PaperRecords.Of(_garage.Ears.Of(call));

    /// <summary>Each of these has exactly this line.</summary>
    void AssertLines(params (Employee Who, CallId Call)[] lines)
    {
        foreach (var (who, call) in lines)
        {
            var line = Assert.Single(_garage.Ears.Recorded.Keys, key => PaperRecords.IsALineOf(RecordOf(key), who.Id.Value));
            Assert.Equal(call, line);
        }
    }
}
