using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Features;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>What who listens to their messages by phone hears and does, in words.</summary>
[Spec("M8.1-04")]
public sealed class ListenByPhoneTests
{
    static readonly DateOnly Today = new(2026, 3, 10);
    static readonly MessageToHear First = new(Guid.NewGuid(), "06 123", Today, new TimeOnly(14, 5));
    static readonly MessageToHear Second = new(Guid.NewGuid(), "", Today.AddDays(-1), new TimeOnly(9, 30));
    static readonly MessageToHear Old = new(Guid.NewGuid(), "+31 20", new DateOnly(2026, 2, 28), new TimeOnly(20, 0));
    static readonly Dictionary<Guid, Sound> Sounds = new[] { First, Second, Old }.ToDictionary(
        message => message.Id,
        _ => Sound.Silence(TimeSpan.FromSeconds(1))
    );

    const string FirstHeading = "say new-message from 0 6 1 2 3 today at 14 hour 5";
    const string SecondHeading = "say new-message from unknown-number yesterday at 9 hour 30";
    const string OldHeading = "say old-message from plus 3 1 2 0 8 and 20 month-2 at 20 hour";

    readonly ScriptRun _run = Start();

    [Fact]
    public void All_messages_are_played_one_after_another_with_who_and_when()
    {
        Assert.Equal("answer; load", _run.Begin());
        Assert.Equal("say you-have 2 new-messages and 1 old-message", _run.Tell(Mailbox([First, Second], [Old])));
        Assert.Equal(FirstHeading, _run.Hear());
        Assert.Equal("open first", _run.Hear());
        Assert.Equal("say <first>; mark first", Opened(First));
        Assert.Equal("", _run.Tell(new PhoneAnswer.Done()));
        Assert.Equal("say menu", _run.Hear());
        Assert.Equal(SecondHeading, _run.Press('2'));
        Assert.Equal("open second", _run.Hear());
        Assert.Equal("say <second>; mark second", Opened(Second));
        Assert.Equal(OldHeading, _run.Press('2')); // while it plays
        Assert.Equal("open old", _run.Hear());
        Assert.Equal("say <old>", Opened(Old)); // heard before
        Assert.Equal("say no-more-messages menu", _run.Press('2'));
        Assert.Equal("say goodbye", _run.Press('#'));
        Assert.Equal("hang up", _run.Hear());
    }

    [Fact]
    public void Again_is_the_same_message_without_opening_or_marking_it_once_more()
    {
        ToPlaying(First, Second);

        Assert.Equal(FirstHeading, _run.Press('1'));
        Assert.Equal("say <first>", _run.Hear());
        Assert.Equal("say menu", _run.Hear());
        Assert.Equal(FirstHeading, _run.Press('1'));
        Assert.Equal("say <first>", _run.Hear());
    }

    [Fact]
    public void Previous_is_the_message_before_and_at_the_beginning_the_first()
    {
        ToPlaying(First, Second);
        Assert.Equal(SecondHeading, _run.Press('2'));
        Assert.Equal(FirstHeading, _run.Press('4'));
        Assert.Equal(FirstHeading, _run.Press('4'));
        Assert.Equal(SecondHeading, _run.Press('2'));
        Assert.Equal("say no-more-messages menu", _run.Press('2'));
        Assert.Equal("say no-more-messages menu", _run.Press('2'));
        Assert.Equal(SecondHeading, _run.Press('4'));
        _run.Press('2');
        Assert.Equal(SecondHeading, _run.Press('1')); // past the last, again is the last
    }

    [Fact]
    public void A_deleted_message_is_gone_and_the_next_one_follows()
    {
        ToPlaying(First, Second);

        Assert.Equal("delete first; say message-deleted", _run.Press('3'));
        Assert.Equal("", _run.Tell(new PhoneAnswer.Done()));
        Assert.Equal(SecondHeading, _run.Hear());
        Assert.Equal(SecondHeading, _run.Press('4'));
        Assert.Equal("delete second; say message-deleted no-more-messages goodbye", _run.Press('3'));
        Assert.Equal("hang up", _run.Hear());
    }

    [Fact]
    public void After_the_last_was_deleted_previous_is_the_one_before_it()
    {
        ToPlaying(First, Second);
        _run.Press('2');

        Assert.Equal("delete second; say message-deleted", _run.Press('3'));
        Assert.Equal("say no-more-messages menu", _run.Hear());
        Assert.Equal("", _run.Press('3'));
        Assert.Equal(FirstHeading, _run.Press('4'));
    }

    [Fact]
    public void A_3_that_is_pressed_too_often_or_before_any_message_deletes_nothing()
    {
        _run.Begin();
        _run.Tell(Mailbox([First, Second], []));
        Assert.Equal("", _run.Press('3'));
        Assert.Equal("say menu", _run.Press('*'));
        Assert.Equal("", _run.Press('3'));
        Assert.Equal(FirstHeading, _run.Press('1'));
        Assert.Equal("delete first; say message-deleted", _run.Press('3'));
        Assert.Equal("", PressAll("3333312340*"));
        Assert.Equal(SecondHeading, _run.Hear());
    }

    [Fact]
    public void A_message_that_was_deleted_elsewhere_meanwhile_is_said_to_be_gone()
    {
        _run.Begin();
        _run.Tell(Mailbox([First, Second], []));
        _run.Hear();
        _run.Hear();

        Assert.Equal("say message-gone", _run.Tell(new PhoneAnswer.Opened(First.Id, null)));
        Assert.Equal(SecondHeading, _run.Hear());
        _run.Hear();
        Assert.Equal("say message-gone no-more-messages goodbye", _run.Tell(new PhoneAnswer.Opened(Second.Id, null)));
    }

    [Fact]
    public void A_message_that_is_opened_when_another_is_wanted_already_is_not_played()
    {
        _run.Begin();
        _run.Tell(Mailbox([First, Second], []));
        _run.Hear();
        Assert.Equal("open first", _run.Hear());
        Assert.Equal(SecondHeading, _run.Press('2'));
        Assert.Equal("", Opened(First));
        Assert.Equal("open second", _run.Hear());
        Assert.Equal("", Opened(First));
        Assert.Equal("say <second>; mark second", Opened(Second));
    }

    [Fact]
    public void Whoever_presses_fast_opens_no_message_before_its_heading_was_heard()
    {
        ToPlaying(First, Second);
        var before = _run.Steps.OfType<ScriptStep.Do>().Count();

        PressAll("24242424242424242424");

        Assert.Equal(before, _run.Steps.OfType<ScriptStep.Do>().Count());
    }

    [Theory]
    [InlineData('0')]
    [InlineData('*')]
    public void The_keys_are_said_on_request_and_other_keys_do_nothing(char key)
    {
        ToPlaying(First, Second);

        Assert.Equal("", PressAll("56789"));
        Assert.Equal("say menu", _run.Press(key));
        Assert.Equal("", PressAll("56789"));
        Assert.Equal("say goodbye", _run.Press('#'));
        Assert.Equal("", PressAll("0123456789*#"));
    }

    [Fact]
    public void Silence_is_asked_about_after_5_seconds_and_after_the_third_time_the_call_ends()
    {
        ToPlaying(First);
        Assert.Null(_run.NextTimeout); // however long it is
        Assert.Equal("say menu", _run.Hear());
        Assert.Null(_run.NextTimeout);

        Assert.Equal("", _run.Hear());
        Assert.Equal("", _run.Wait(4.9));
        Assert.Equal("say menu", _run.Wait(0.1));
        _run.Hear();
        Assert.Equal("say menu", _run.Wait(5));
        _run.Hear();
        Assert.Equal("say goodbye", _run.Wait(5));
        Assert.Equal("hang up", _run.Hear());
    }

    [Fact]
    public void A_key_begins_the_count_of_silences_anew()
    {
        ToPlaying(First);
        _run.Press('*');
        for (var i = 0; i < 10; i++)
        {
            _run.Hear();
            Assert.Equal("say menu", _run.Wait(5));
            _run.Hear();
            Assert.Equal("say menu", _run.Wait(5));
            Assert.Equal("say menu", _run.Press('0'));
        }
    }

    [Fact]
    public void An_empty_mailbox_and_no_mailbox_are_said_in_the_language_of_who_calls()
    {
        _run.Begin();
        Assert.Equal("say you-have no-messages goodbye", _run.Tell(Mailbox([], [])));
        Assert.Equal("hang up", _run.Hear());

        var other = Start();
        other.Begin();
        Assert.Equal("say english:no-mailbox english:goodbye", other.Tell(new PhoneAnswer.NoMailbox("en")));
        Assert.Equal("hang up", other.Hear());
    }

    [Fact]
    public void The_PIN_is_asked_for_before_anything_is_told()
    {
        _run.Begin();
        Assert.Equal("say enter-pin", _run.Tell(Mailbox([First], [], needsPin: true)));
        Assert.Equal("stop playing", _run.Press('1'));
        Assert.Equal("", PressAll("234"));
        Assert.Equal("check 1234", _run.Press('#'));
        Assert.Equal("", PressAll("5#*"));
        Assert.Equal("say you-have 1 new-message", Checked(PinVerdict.Right));
        Assert.Equal(FirstHeading, _run.Hear());
    }

    [Fact]
    public void A_wrong_PIN_is_asked_for_again_and_the_third_ends_the_call()
    {
        ToPin();
        for (var wrong = 0; wrong < 2; wrong++)
        {
            PressAll("99#");
            Assert.Equal("say wrong-pin enter-pin", Checked(PinVerdict.Wrong));
        }

        PressAll("99#");
        Assert.Equal("say wrong-pin goodbye", Checked(PinVerdict.Wrong));
        Assert.Equal("hang up", _run.Hear());
    }

    [Fact]
    public void A_locked_PIN_ends_the_call()
    {
        ToPin();
        PressAll("1234#");

        Assert.Equal("say locked goodbye", Checked(PinVerdict.Locked));
        Assert.Equal("hang up", _run.Hear());
    }

    [Fact]
    public void Star_begins_the_PIN_anew_hash_without_digits_asks_again_and_no_more_than_20_are_taken()
    {
        ToPin();
        PressAll("77");
        Assert.Equal("say enter-pin", _run.Press('*'));
        Assert.Equal("say enter-pin", _run.Press('#'));
        PressAll("12345678901234567890123");
        Assert.Equal("check 12345678901234567890", _run.Press('#'));
        Assert.DoesNotContain("1234", new PhoneWork.CheckPin("1234").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_PIN_that_does_not_come_is_asked_for_again_and_after_the_third_silence_the_call_ends()
    {
        ToPin();
        _run.Hear();
        Assert.Equal("say enter-pin", _run.Wait(5));
        _run.Hear();
        Assert.Equal("say enter-pin", _run.Wait(5));
        _run.Press('1');
        Assert.Equal("", _run.Wait(4));
        _run.Press('2');
        Assert.Equal("", _run.Wait(4)); // since the last key
        Assert.Equal("say enter-pin", _run.Wait(1));
        _run.Hear();
        Assert.Equal("say enter-pin", _run.Wait(5));
        _run.Hear();
        Assert.Equal("say goodbye", _run.Wait(5));
        Assert.Equal("", PressAll("12#"));
    }

    [Fact]
    public void Whatever_comes_in_whatever_order_nothing_follows_its_end_and_no_PIN_is_gone_past()
    {
        var played = 0;
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var run = Start();
            var (over, mayHear) = (false, false);
            for (var i = 0; i < 80; i++)
            {
                var before = run.Steps.Count;
                var input = Any(random);
                var words = run.Give(input);
                mayHear |= words.Contains("you-have", StringComparison.Ordinal);
                played += words.Contains("say <", StringComparison.Ordinal) ? 1 : 0;
                Assert.True(
                    !over || (run.Steps.Count == before && run.NextTimeout is null),
                    $"seed {seed}: {input} after the end: {words}"
                );
                Assert.True(mayHear || !words.Contains("open", StringComparison.Ordinal), $"seed {seed}: {words} before the PIN");
                over |= input is ScriptInput.HungUp || run.Steps.Skip(before).Any(step => step is ScriptStep.HangUp);
                if (random.Next(20) == 0)
                {
                    run.Wait(random.Next(10));
                }
            }

            Assert.DoesNotContain(run.Steps, step => step is ScriptStep.Record or ScriptStep.StopRecording);
            Assert.InRange(run.Steps.Count(step => step is ScriptStep.Answer), 0, 1);
            Assert.Equal(
                run.Steps.OfType<ScriptStep.Do>().Select(step => step.Work).OfType<PhoneWork.Delete>().Distinct().Count(),
                run.Steps.OfType<ScriptStep.Do>().Count(step => step.Work is PhoneWork.Delete)
            );
        }

        Assert.InRange(played, 500, int.MaxValue);
    }

    static ScriptInput Any(Random random) =>
        random.Next(60) switch
        {
            0 when random.Next(4) == 0 => new ScriptInput.HungUp(),
            1 => new ScriptInput.Told("anything"),
            2 => new ScriptInput.Recorded(Guid.NewGuid(), default, default),
            3 or 4 => new ScriptInput.TimedOut(),
            < 9 => new ScriptInput.Begun(),
            < 14 => new ScriptInput.Told(Mailbox([First, Second], [Old], needsPin: random.Next(2) == 0)),
            < 17 => new ScriptInput.Told(new PhoneAnswer.PinChecked((PinVerdict)random.Next(3))),
            < 19 => new ScriptInput.Told(new PhoneAnswer.Done()),
            19 => new ScriptInput.Told(new PhoneAnswer.Opened(First.Id, null)),
            < 28 => new ScriptInput.Told(Answer(new[] { First, Second, Old }[random.Next(3)])),
            < 45 => new ScriptInput.Played(),
            _ => new ScriptInput.Pressed("0123456789*#"[random.Next(12)]),
        };

    static ScriptRun Start()
    {
        var run = new ScriptRun(new ListenByPhone());
        foreach (var (message, name) in new[] { (First, "first"), (Second, "second"), (Old, "old") })
        {
            run.Names[message.Id] = name;
            run.Names[Sounds[message.Id]] = $"<{name}>";
        }

        return run;
    }

    static PhoneAnswer.Mailbox Mailbox(IReadOnlyList<MessageToHear> unheard, IReadOnlyList<MessageToHear> heard, bool needsPin = false) =>
        new("nl", needsPin, Today, unheard, heard);

    static PhoneAnswer.Opened Answer(MessageToHear message) => new(message.Id, Sounds[message.Id]);

    string Opened(MessageToHear message) => _run.Tell(Answer(message));

    string Checked(PinVerdict verdict) => _run.Tell(new PhoneAnswer.PinChecked(verdict));

    string PressAll(string keys) => string.Concat(keys.Select(_run.Press));

    void ToPlaying(params IReadOnlyList<MessageToHear> unheard)
    {
        _run.Begin();
        _run.Tell(Mailbox(unheard, []));
        _run.Hear();
        _run.Hear();
        Opened(unheard[0]);
    }

    void ToPin()
    {
        _run.Begin();
        _run.Tell(Mailbox([First], [], needsPin: true));
    }
}
