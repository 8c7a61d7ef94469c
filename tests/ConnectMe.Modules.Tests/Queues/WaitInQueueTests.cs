using ConnectMe.Media.Audio;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Queues.Waiting;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Modules.Tests.Queues;

/// <summary>What who waits in a queue hears.</summary>
public sealed class WaitInQueueTests
{
    static readonly PhraseBook Dutch = new(typeof(WaitInQueue).Assembly, "nl");
    static readonly PhraseBook English = new(typeof(WaitInQueue).Assembly, "en");

    DateTimeOffset _now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    WaitInQueue _script = new(new WaitTerms(Dutch, Announcements.Usual, OnKey: null));

    [Fact]
    [Spec("A7-03")]
    public void Callers_are_greeted_and_told_their_place_again_and_again_as_it_changes()
    {
        Assert.Equal("answer; say welcome", Give(new ScriptInput.Begun()));
        Assert.Equal("", Give(new ScriptInput.Waits(3)));
        Assert.Equal("say ahead-2", Give(new ScriptInput.Played()));
        Assert.Equal("", Give(new ScriptInput.Played())); // music until the next time
        Assert.Equal("", Wait(44));
        Give(new ScriptInput.Waits(1));
        Assert.Equal("say next", Wait(1));
        Give(new ScriptInput.Played());
        Give(new ScriptInput.Waits(40));
        Assert.Equal("say ahead-many", Wait(45));
    }

    [Fact]
    [Spec("A7-03", "A8-01")]
    public void Callers_are_greeted_with_the_words_of_the_queue_when_it_has_any()
    {
        var own = Sound.Silence(TimeSpan.FromSeconds(1));
        _script = new WaitInQueue(new WaitTerms(Dutch, Announcements.Usual, OnKey: null, own));

        var played = Assert.IsType<ScriptStep.Play>(_script.Handle(new ScriptInput.Begun(), _now)[^1]);

        Assert.Same(own, played.Sounds[^1]);
        Assert.Equal("say next", Give(new ScriptInput.Played()));
    }

    [Fact]
    [Spec("A7-03")]
    public void How_long_it_will_take_is_asked_each_time_and_said_when_it_can_be_told()
    {
        Set(Announcements.Usual with { Greets = false, ExpectedWait = true });
        Assert.Equal("answer; estimate 1", Give(new ScriptInput.Begun()));
        Assert.Equal("say next", Give(new ScriptInput.Told(new ExpectedWait(null))));
        Give(new ScriptInput.Played());
        Give(new ScriptInput.Waits(2));
        Assert.Equal("estimate 2", Wait(45));
        Assert.Equal("say ahead-1 wait-4", Give(new ScriptInput.Told(new ExpectedWait(4))));
        Give(new ScriptInput.Played());
        Wait(45);
        Assert.Equal("say ahead-1 wait-many", Give(new ScriptInput.Told(new ExpectedWait(90))));
    }

    [Fact]
    [Spec("A7-03")]
    public void A_key_leads_to_the_mailbox_of_the_group_where_it_is_offered()
    {
        Give(new ScriptInput.Begun());
        Assert.Equal("", Give(new ScriptInput.Pressed('1')));

        Set(new Announcements(Greets: true, Position: false, ExpectedWait: false, EverySeconds: 30, OffersVoicemail: true));
        Give(new ScriptInput.Begun());
        Assert.Equal("say leave-message", Give(new ScriptInput.Played()));
        Assert.Equal("", Give(new ScriptInput.Pressed('2')));
        Assert.Equal("send on to voicemail", Give(new ScriptInput.Pressed('1')));
        Give(new ScriptInput.Played());
        Assert.Equal("say leave-message", Wait(30)); // it could not go there
    }

    [Fact]
    public void Nothing_but_music_where_nothing_is_to_be_said()
    {
        Set(new Announcements(Greets: false, Position: false, ExpectedWait: false, EverySeconds: 30, OffersVoicemail: false));
        Assert.Equal("answer", Give(new ScriptInput.Begun()));
        Assert.Null(_script.NextTimeout);

        Set(Announcements.Usual with { EverySeconds = 0 });
        Give(new ScriptInput.Begun());
        Assert.Equal("say next", Give(new ScriptInput.Played()));
        Give(new ScriptInput.Played());
        Assert.Null(_script.NextTimeout); // once
    }

    [Fact]
    public void After_the_end_it_says_nothing_more()
    {
        Set(Announcements.Usual with { ExpectedWait = true });
        Give(new ScriptInput.Begun());
        Give(new ScriptInput.Played());
        Give(new ScriptInput.HungUp());

        Assert.Equal("", Give(new ScriptInput.Told(new ExpectedWait(1))));
        Assert.Equal("", Give(new ScriptInput.TimedOut()));
        Assert.Null(_script.NextTimeout);
    }

    [Fact]
    public void Each_phrase_is_there_in_both_languages()
    {
        var dutch = Names("nl");
        Assert.Equal(dutch, Names("en"));
        Assert.Contains("ahead-10", dutch);
        Assert.All(dutch, name => Assert.InRange((Dutch[name].Length + English[name].Length).TotalSeconds, 1, 12));
    }

    void Set(Announcements announcements) =>
        _script = new WaitInQueue(new WaitTerms(Dutch, announcements, announcements.OffersVoicemail ? FollowedQueues.GroupMailbox : null));

    string Wait(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return _script.NextTimeout <= _now ? Give(new ScriptInput.TimedOut()) : "";
    }

    string Give(ScriptInput input) => string.Join("; ", _script.Handle(input, _now).Select(InWords));

    static string InWords(ScriptStep step) =>
        step switch
        {
            ScriptStep.Answer => "answer",
            ScriptStep.Play play => $"say {string.Join(' ', play.Sounds.Where(sound => sound != PhraseBook.Pause).Select(NameOf))}",
            ScriptStep.Do { Work: EstimateWait estimate } => $"estimate {estimate.Position}",
            ScriptStep.SendOn { Target.Application: { } to } => $"send on to {to}",
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "unknown"),
        };

    static string NameOf(Sound sound) => Names("nl").Single(name => Dutch[name] == sound);

    static List<string> Names(string language) =>
        [
            .. typeof(WaitInQueue)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith($"{language}/", StringComparison.Ordinal))
                .Select(name => name[(language.Length + 1)..^".wav".Length])
                .Order(StringComparer.Ordinal),
        ];
}
