using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Media.Audio;
using ConnectMe.Menus.Answering;
using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;
using static ConnectMe.Telephony.Contracts.ScriptInput;

namespace ConnectMe.Modules.Tests.Menus;

/// <summary>What who calls a menu or time condition hears, and where they come.</summary>
public sealed class WalkMenusTests
{
    static readonly PhraseBook Dutch = new(typeof(WalkMenus).Assembly, "nl");
    static readonly string[] Phrases = ["choose", "or-extension", "wrong", "not-possible", "goodbye", "night-on", "night-off"];
    static readonly Guid Anna = Guid.NewGuid();
    static readonly CallTarget ToAnna = new(CallTargetKind.Colleague, PersonId: Anna);
    static readonly CallTarget ToDesk = new(CallTargetKind.Application, Application: "queue", DestinationId: Guid.NewGuid());
    static readonly CallTarget ToMailbox = new(CallTargetKind.Application, Application: "voicemail", DestinationId: Anna);

    readonly TimeCondition _hours;
    readonly Menu _menu = new(Guid.NewGuid(), "Hoofdmenu", "261")
    {
        Keys = [new MenuKey('1', ToDesk), new MenuKey('2', ToAnna), new MenuKey('0', CallTarget.Nobody)],
        Otherwise = ToDesk,
        Seconds = 5,
        Repeats = 1,
    };

    DateTimeOffset _now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    OpenState _state = Open;
    CompanyMenus _all = CompanyMenus.None(Guid.NewGuid(), Guid.NewGuid());
    ICallScript _script = null!;

    public WalkMenusTests()
    {
        _hours = new TimeCondition(Guid.NewGuid(), "Openingstijden", "260")
        {
            WhenOpen = CompanyMenus.Target(_menu.Id),
            WhenClosed = ToMailbox,
        };
        Have(_menu);
        Have(_hours);
    }

    [Fact]
    [Spec("A11-03")]
    public void A_menu_greets_and_a_key_leads_on_also_while_it_speaks()
    {
        Call(_menu.Id);
        Assert.Equal("answer; say choose", Give(new Begun()));
        Assert.Equal("", Give(new Played()));
        Assert.Equal("", Wait(4));
        Assert.Equal("quiet; to desk", Give(new Pressed('1')));
        Assert.Equal("", Give(new HungUp()));
        Assert.Equal("", Give(new Pressed('2')));

        Call(_menu.Id);
        Give(new Begun());
        Assert.Equal("quiet; to anna", Give(new Pressed('2')));

        Call(_menu.Id);
        Give(new Begun());
        Assert.Equal("say goodbye", Give(new Pressed('0')));
        Assert.Equal("hang up", Give(new Played()));
    }

    [Fact]
    [Spec("A11-03")]
    public void No_key_or_a_wrong_one_is_asked_again_so_often_and_then_leads_elsewhere()
    {
        Call(_menu.Id);
        Give(new Begun());
        Give(new Played());
        Assert.Equal("say choose", Wait(5));
        Give(new Played());
        Assert.Equal("quiet; to desk", Wait(5));

        Call(_menu.Id);
        Give(new Begun());
        Assert.Equal("say wrong", Give(new Pressed('7')));
        Assert.Equal("say choose", Give(new Played()));
        Assert.Equal("quiet; to desk", Give(new Pressed('#')));
    }

    [Theory]
    [InlineData(true, false, false, "answer; say choose")]
    [InlineData(false, false, false, "quiet; to mailbox")]
    [InlineData(false, true, false, "quiet; to anna")]
    [InlineData(true, true, false, "answer; say choose")] // shorter hours on that day
    [InlineData(true, false, true, "quiet; to desk")]
    [InlineData(false, true, true, "quiet; to desk")]
    [Spec("A11-03", "B5")]
    public void A_time_condition_leads_by_hours_holidays_and_night_switch(bool open, bool special, bool night, string words)
    {
        _state = new OpenState(open, new BusinessDay(new DateOnly(2026, 11, 30), null, null, special ? "Sint" : null), ChangesAt: null);
        Have(_hours with { OnHolidays = ToAnna, AtNight = ToDesk, IsNight = night });
        Call(_hours.Id);

        Assert.Equal(words, Give(new Begun()));
    }

    [Fact]
    [Spec("A11-03")]
    public void What_is_not_said_apart_is_as_when_it_is_closed()
    {
        Have(_hours with { IsNight = true });
        Call(_hours.Id);
        Assert.Equal("quiet; to mailbox", Give(new Begun()));

        Have(_menu with { WhenClosed = ToMailbox });
        _state = Closed;
        Call(_menu.Id);
        Assert.Equal("quiet; to mailbox", Give(new Begun()));
        _state = Open;
        Call(_menu.Id);
        Assert.Equal("answer; say choose", Give(new Begun()));
    }

    [Fact]
    [Spec("A11-03")]
    public void An_extension_may_be_dialled_where_the_menu_says_so()
    {
        Have(_menu with { TakesExtensions = true });
        Call(_menu.Id);
        Assert.Equal("answer; say choose or-extension", Give(new Begun()));
        Assert.Equal("quiet", Give(new Pressed('2'))); // a key of the menu, or the first of 201
        Assert.Equal("quiet", Give(new Pressed('0')));
        Assert.Equal("quiet; to anna", Give(new Pressed('1')));

        Call(_menu.Id);
        Give(new Begun());
        Give(new Pressed('2'));
        Assert.Equal("", Wait(2));
        Assert.Equal("quiet; to anna", Wait(1)); // nothing followed: it was the key

        Call(_menu.Id);
        Give(new Begun());
        Give(new Pressed('2'));
        Give(new Pressed('0'));
        Assert.Equal("say wrong", Give(new Pressed('9')));
        Assert.Equal("quiet; to desk", Give(new Pressed('1')));

        Call(_menu.Id);
        Give(new Begun());
        Give(new Pressed('2'));
        Give(new Pressed('5')); // 25 is one, and 250 too
        Assert.Equal("quiet; to mailbox", Wait(3));
    }

    [Fact]
    [Spec("A11-03")]
    public void A_menu_leads_to_another_and_back_within_the_call()
    {
        var sales = new Menu(Guid.NewGuid(), "Verkoop", "262")
        {
            Keys = [new MenuKey('*', CompanyMenus.Target(_menu.Id)), new MenuKey('1', new CallTarget(CallTargetKind.Number, "260"))],
        };
        Have(sales);
        Have(_menu with { Keys = [new MenuKey('3', CompanyMenus.Target(sales.Id))] });
        Call(_menu.Id);
        Give(new Begun());
        Assert.Equal("say choose", Give(new Pressed('3')));
        Assert.Equal("say choose", Give(new Pressed('*')));
        Assert.Equal("say choose", Give(new Pressed('3')));
        _state = Closed;
        Assert.Equal("quiet; to mailbox", Give(new Pressed('1'))); // by the extension of the time condition
    }

    [Fact]
    [Spec("A11-03")]
    public void Where_they_cannot_go_they_hear_so_and_choose_again()
    {
        Call(_menu.Id);
        Give(new Begun());
        Give(new Pressed('2'));
        Assert.Equal("say not-possible", Give(new NotSent()));
        Assert.Equal("say choose", Give(new Played()));
        Give(new Pressed('2'));
        Give(new NotSent());
        Assert.Equal("quiet; to desk", Give(new Played()));

        _state = Closed;
        Call(_hours.Id);
        Give(new Begun());
        Assert.Equal("hang up", Give(new NotSent())); // the network says that they are not reached
    }

    [Fact]
    [Spec("A11-03")]
    public void Its_own_greeting_is_read_first_and_keys_need_not_wait_for_it()
    {
        var (id, sound) = (Guid.NewGuid(), Sound.Silence(TimeSpan.FromSeconds(1)));
        Have(_menu with { GreetingId = id });
        Call(_menu.Id);
        Assert.Equal("answer; quiet; read", Give(new Begun()));
        Assert.Equal("say own", Give(new Told(new Greeting(id, sound))));

        Call(_menu.Id);
        Give(new Begun());
        Assert.Equal("quiet; to anna", Give(new Pressed('2')));
        Assert.Equal("", Give(new Told(new Greeting(id, sound))));

        Call(_menu.Id);
        Give(new Begun());
        Assert.Equal("say choose", Give(new Told(new Greeting(id, Sound: null)))); // it was taken away since
    }

    [Fact]
    [Spec("A11-03")]
    public void What_leads_round_ends_and_so_does_a_machine_that_presses_on()
    {
        // Saving refuses this; two machines that save at once do not ask each other.
        Have(_hours with { WhenOpen = CompanyMenus.Target(_hours.Id) });
        Call(_hours.Id);
        Assert.Equal("hang up", Give(new Begun()));

        Have(_menu with { Keys = [new MenuKey('9', CompanyMenus.Target(_menu.Id))] });
        Call(_menu.Id);
        Give(new Begun());
        var presses = 0;
        while (Give(new Pressed('9')) == "say choose")
        {
            Assert.InRange(++presses, 1, 1000);
        }

        Assert.Equal("hang up", Give(new Played()));
    }

    [Fact]
    [Spec("A11-03")]
    public void Who_dials_the_code_of_a_night_switch_hears_how_it_is()
    {
        _script = new SwitchNight(Dutch, "*28");
        Assert.Equal("answer; turn *28", Give(new Begun()));
        Assert.Equal("say night-on", Give(new Told(new NightIs(On: true))));
        Assert.Equal("hang up", Give(new Played()));
    }

    [Fact]
    public void Both_languages_have_all_that_is_said()
    {
        var english = new PhraseBook(typeof(WalkMenus).Assembly, "en");

        Assert.All(Phrases, phrase => Assert.InRange(english[phrase].Length.TotalSeconds, 0.3, 10));
        Assert.All(Phrases, phrase => Assert.InRange(Dutch[phrase].Length.TotalSeconds, 0.3, 10));
    }

    static OpenState Open { get; } = new(IsOpen: true, new BusinessDay(new DateOnly(2026, 11, 30), null, null, null), ChangesAt: null);

    static OpenState Closed { get; } = Open with { IsOpen = false };

    void Have(Menu menu) => _all = _all.With(menu);

    void Have(TimeCondition condition) => _all = _all.With(condition);

    void Call(Guid destination) =>
        _script = new WalkMenus(
            new MenuTerms(
                Dutch,
                _all,
                _ => _state,
                ImmutableDictionary<string, CallTarget>.Empty.Add("201", ToAnna).Add("250", ToDesk).Add("25", ToMailbox)
            ),
            destination
        );

    string Wait(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return _script.NextTimeout <= _now ? Give(new TimedOut()) : "";
    }

    string Give(ScriptInput input) => string.Join("; ", _script.Handle(input, _now).Select(InWords));

    static string InWords(ScriptStep step) =>
        step switch
        {
            ScriptStep.Answer => "answer",
            ScriptStep.StopPlaying => "quiet",
            ScriptStep.HangUp => "hang up",
            ScriptStep.Do { Work: ReadGreeting } => "read",
            ScriptStep.Do { Work: TurnNight turn } => $"turn {turn.Code}",
            ScriptStep.SendOn { Target: var target } => target == ToAnna ? "to anna"
            : target == ToDesk ? "to desk"
            : target == ToMailbox ? "to mailbox"
            : $"to {target}",
            ScriptStep.Play play => $"say {string.Join(' ', play.Sounds.Where(sound => sound != PhraseBook.Pause).Select(NameOf))}",
            _ => $"{step}",
        };

    static string NameOf(Sound sound) => Array.Find(Phrases, name => Dutch[name] == sound) ?? "own";
}
