using ConnectMe.Media;
using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Features;
using ConnectMe.Voicemail.Speaking;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>What a caller who leaves a message hears and does, in words.</summary>
public sealed class LeaveMessageTests
{
    static readonly Sound Greeting = Sound.Silence(TimeSpan.FromMilliseconds(100));
    static readonly MessageTerms Terms = new(
        Phrases.Dutch,
        Greeting,
        Guid.NewGuid(),
        new RecordingFile("/nowhere/message.ogg", [], 0),
        TimeSpan.FromMinutes(2),
        1_000_000
    );

    readonly ScriptRun _run = Start(Terms);

    [Fact]
    public void A_caller_is_greeted_hears_the_beep_and_is_recorded_until_hash()
    {
        Assert.Equal("answer; say the-greeting", _run.Begin());
        Assert.Equal("say beep", _run.Hear());
        Assert.Equal("record", _run.Hear());
        Assert.Equal("stop recording", _run.Press('#'));
        Assert.Equal("say saved goodbye", Recorded(RecordingEnd.Asked, 12));
        Assert.Equal("hang up", _run.Hear());

        var record = Assert.Single(_run.Steps.OfType<ScriptStep.Record>());
        Assert.Equal(new ScriptStep.Record(Terms.Recording, Terms.File, Terms.Longest, Terms.MaximumBytes), record);
        Assert.Null(_run.NextTimeout);
    }

    [Theory]
    [InlineData('#', "say beep")]
    [InlineData('*', "say beep")]
    [InlineData('1', "")]
    [InlineData('0', "")]
    public void Hash_and_star_go_past_the_greeting_and_no_other_key(char key, string words)
    {
        _run.Begin();

        Assert.Equal(words, _run.Press(key));
    }

    [Theory]
    [InlineData(RecordingEnd.Asked, 1, "say saved goodbye")]
    [InlineData(RecordingEnd.Asked, 0.98, "say nothing-recorded goodbye")]
    [InlineData(RecordingEnd.TooLong, 120, "say longest-reached saved goodbye")]
    [InlineData(RecordingEnd.TooLarge, 60, "say longest-reached saved goodbye")]
    [InlineData(RecordingEnd.DiskFull, 5, "say saved goodbye")]
    [InlineData(RecordingEnd.DiskFull, 0, "say nothing-recorded goodbye")]
    [InlineData(RecordingEnd.Failed, 0, "say nothing-recorded goodbye")]
    public void Whoever_is_still_there_hears_what_became_of_it(RecordingEnd why, double seconds, string words)
    {
        ToRecording();

        Assert.Equal(words, Recorded(why, seconds));
        Assert.Equal("", Recorded(why, seconds));
        Assert.Equal("hang up", _run.Hear());
    }

    [Fact]
    public void A_full_mailbox_says_so_and_records_nothing()
    {
        var run = Start(Terms with { MaximumBytes = 0 });

        Assert.Equal("answer; say the-greeting mailbox-full goodbye", run.Begin());
        Assert.Equal("", run.Press('#'));
        Assert.Equal("hang up", run.Hear());
    }

    [Fact]
    public void Keys_while_it_beeps_records_or_says_goodbye_change_nothing_but_hash_which_ends_the_message_once()
    {
        _run.Begin();
        _run.Hear();
        Assert.Equal("", PressAll("0123456789*#"));
        _run.Hear();
        Assert.Equal("", PressAll("0123456789*"));
        Assert.Equal("stop recording", PressAll("####"));
        Assert.Equal("", Recorded(RecordingEnd.Asked, 3, Guid.NewGuid()));
        Assert.Equal("", _run.Hear());
        Assert.Equal("say saved goodbye", Recorded(RecordingEnd.Asked, 3));
        Assert.Equal("", PressAll("0123456789*#"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_a_hang_up_it_does_nothing_more_whenever_it_was(int moments)
    {
        ScriptInput[] call =
        [
            new ScriptInput.Begun(),
            new ScriptInput.Played(),
            new ScriptInput.Played(),
            new ScriptInput.Recorded(Terms.Recording, RecordingEnd.TooLong, Terms.Longest),
        ];
        foreach (var input in call[..moments])
        {
            _run.Give(input);
        }

        Assert.Equal("", _run.HangUp());
        Assert.Equal("", Recorded(RecordingEnd.Asked, 10)); // its file is closed now
        Assert.Equal("", _run.Tell(new object()) + _run.Hear() + PressAll("1#*") + _run.Begin());
    }

    [Fact]
    public void Whatever_comes_in_whatever_order_it_records_once_at_most_and_is_silent_after_its_end()
    {
        var recorded = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var run = Start(Terms);
            var over = false;
            for (var i = 0; i < 40; i++)
            {
                var before = run.Steps.Count;
                var input = Any(random);
                run.Give(input);
                Assert.True(!over || run.Steps.Count == before, $"seed {seed}: {input} after the end");
                over |= input is ScriptInput.HungUp || run.Steps.Skip(before).Any(step => step is ScriptStep.HangUp);
            }

            recorded += run.Steps.Count(step => step is ScriptStep.Record);
            Assert.InRange(run.Steps.Count(step => step is ScriptStep.Record), 0, 1);
            Assert.InRange(run.Steps.Count(step => step is ScriptStep.StopRecording), 0, 1);
            Assert.InRange(run.Steps.Count(step => step is ScriptStep.HangUp), 0, 1);
        }

        Assert.InRange(recorded, 500, 2000);
    }

    static ScriptInput Any(Random random) =>
        random.Next(12) switch
        {
            0 => new ScriptInput.HungUp(),
            1 => new ScriptInput.Told("anything"),
            2 => new ScriptInput.TimedOut(),
            3 => new ScriptInput.Recorded(Terms.Recording, (RecordingEnd)random.Next(5), TimeSpan.FromSeconds(random.Next(3))),
            4 or 5 or 6 => new ScriptInput.Pressed("0123456789*#"[random.Next(12)]),
            7 or 8 => new ScriptInput.Begun(),
            _ => new ScriptInput.Played(),
        };

    static ScriptRun Start(MessageTerms terms)
    {
        var run = new ScriptRun(new LeaveMessage(terms));
        run.Names[Greeting] = "the-greeting";
        return run;
    }

    void ToRecording()
    {
        _run.Begin();
        _run.Hear();
        _run.Hear();
    }

    string PressAll(string keys) => string.Concat(keys.Select(_run.Press));

    string Recorded(RecordingEnd why, double seconds, Guid? recording = null) =>
        _run.Give(new ScriptInput.Recorded(recording ?? Terms.Recording, why, TimeSpan.FromSeconds(seconds)));
}
