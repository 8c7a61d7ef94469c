using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Rooms;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>What callers from outside hear before a conference room.</summary>
public class EnterRoomTests
{
    static readonly PhraseBook Say = new(typeof(EnterRoom).Assembly, "nl");
    static readonly CallTarget Room = new(CallTargetKind.Application, Application: "room", DestinationId: Guid.NewGuid());
    static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    readonly EnterRoom _script = new(new RoomTerms(Say, "471147", Room));

    [Fact]
    public void Without_a_PIN_the_call_goes_on_at_once()
    {
        var open = new EnterRoom(new RoomTerms(Say, "", Room));

        Assert.Equal([new ScriptStep.SendOn(Room)], open.Handle(new ScriptInput.Begun(), Now));
    }

    [Theory]
    [InlineData("471147#")]
    [InlineData("12*471147#")] // the star begins anew
    public void The_PIN_and_a_hash_lead_in(string keys)
    {
        Assert.Equal([typeof(ScriptStep.Answer), typeof(ScriptStep.Play)], Kinds(_script.Handle(new ScriptInput.Begun(), Now)));

        Assert.Contains(new ScriptStep.SendOn(Room), Press(keys));
    }

    [Fact]
    public void Who_keys_no_hash_is_heard_after_a_while()
    {
        _script.Handle(new ScriptInput.Begun(), Now);
        Press("471147");

        Assert.Equal([new ScriptStep.SendOn(Room)], _script.Handle(new ScriptInput.TimedOut(), Now + EnterRoom.KeyTime));
    }

    [Fact]
    public void A_wrong_one_is_noted_and_asked_for_again_until_there_were_too_many()
    {
        _script.Handle(new ScriptInput.Begun(), Now);
        Assert.Contains(Press("1#"), step => step is ScriptStep.Do { Work: NoteWrongPin });

        Assert.Equal([typeof(ScriptStep.Play)], Kinds(_script.Handle(new ScriptInput.Told(new MayTry(Again: true)), Now)));
        Assert.DoesNotContain(Press("4711479999999999#"), step => step is ScriptStep.SendOn);
        _script.Handle(new ScriptInput.Told(new MayTry(Again: false)), Now);
        Assert.Empty(Press("471147#")); // it is leaving
        Assert.Equal([typeof(ScriptStep.HangUp)], Kinds(_script.Handle(new ScriptInput.Played(), Now)));
    }

    [Fact]
    public void Who_keys_nothing_is_asked_once_more_and_then_the_call_ends()
    {
        _script.Handle(new ScriptInput.Begun(), Now);
        var at = Now;
        for (var time = 0; time < 2; time++)
        {
            _script.Handle(new ScriptInput.Played(), at);
            at = _script.NextTimeout!.Value;
            Assert.Contains(_script.Handle(new ScriptInput.TimedOut(), at), step => step is ScriptStep.Play);
        }

        Assert.Equal([typeof(ScriptStep.HangUp)], Kinds(_script.Handle(new ScriptInput.Played(), at)));
        Assert.Null(_script.NextTimeout);
    }

    [Fact]
    public void A_room_that_is_gone_says_so_and_after_hanging_up_nothing_is_said()
    {
        _script.Handle(new ScriptInput.Begun(), Now);
        Assert.Contains(_script.Handle(new ScriptInput.NotSent(), Now), step => step is ScriptStep.Play);

        _script.Handle(new ScriptInput.HungUp(), Now);
        Assert.Empty(_script.Handle(new ScriptInput.Played(), Now));
    }

    [Fact]
    public void Wrong_PINs_are_counted_by_call_and_by_room()
    {
        var wrong = new WrongPins();
        var room = Guid.NewGuid();
        var call = Guid.NewGuid();
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => wrong.Note(room, call, Now)));
        for (var other = 0; other < WrongPins.Most; other++)
        {
            wrong.Note(room, Guid.NewGuid(), Now);
        }

        Assert.False(wrong.Note(room, Guid.NewGuid(), Now));
        Assert.True(wrong.Note(Guid.NewGuid(), call, Now));
        Assert.True(wrong.Note(room, Guid.NewGuid(), Now + WrongPins.Period));
    }

    IReadOnlyList<ScriptStep> Press(string keys) => [.. keys.SelectMany(key => _script.Handle(new ScriptInput.Pressed(key), Now))];

    static IEnumerable<Type> Kinds(IEnumerable<ScriptStep> steps) => steps.Select(step => step.GetType());
}
