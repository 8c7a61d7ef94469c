using System.Globalization;
using ConnectMe.Media;
using ConnectMe.Telephony;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Modules.Tests.Telephony;

public class ShownCallsTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    static CallView Call(CallState state, CallOutcome? outcome = null, bool outgoing = true, int secondsAgo = 0) =>
        new(
            new CallId(Guid.NewGuid()),
            state,
            outgoing,
            OtherUser: null,
            "",
            "202",
            Line: null,
            Now.AddSeconds(-secondsAgo),
            AnsweredAt: null,
            Muted: false,
            HeldByOther: false,
            OtherAway: false,
            outcome
        );

    static CallsView View(params CallView[] calls) => new([.. calls], [], Notice: null);

    [Fact]
    public void A_second_call_rings_above_the_running_one_which_keeps_its_place()
    {
        var (running, ringing) = (Call(CallState.Active, secondsAgo: 60), Call(CallState.Incoming));

        var shown = ShownCalls.Of(View(ringing, running));

        Assert.Same(running, shown.Main);
        Assert.Equal([ringing], shown.RingingIn);
        Assert.Empty(shown.Others);
    }

    [Fact]
    public void The_running_call_stands_above_the_held_ones_and_those_that_are_over()
    {
        var (held, running, over) = (
            Call(CallState.Held),
            Call(CallState.Active, secondsAgo: 60),
            Call(CallState.Ended, CallOutcome.Completed)
        );

        var shown = ShownCalls.Of(View(held, running, over));

        Assert.Same(running, shown.Main);
        Assert.Equal([held, over], shown.Others);
    }

    [Fact]
    public void A_call_that_rings_alone_has_the_whole_widget()
    {
        var ringing = Call(CallState.Incoming);

        var shown = ShownCalls.Of(View(ringing, Call(CallState.Ended, CallOutcome.Completed)));

        Assert.Same(ringing, shown.Main);
        Assert.Empty(shown.RingingIn);
    }

    [Fact]
    public void Without_calls_there_is_nothing() => Assert.Null(ShownCalls.Of(View()).Main);

    [Fact]
    public void A_number_that_is_nobodys_is_shown_instead_of_a_name() => Assert.Equal("202", ShownCalls.WhoOf(Call(CallState.RingingOut)));

    [Fact]
    public void Every_state_every_outcome_and_every_notice_has_its_words_in_both_languages()
    {
        var text = new ServiceCollection()
            .AddLogging()
            .AddLocalization(o => o.ResourcesPath = "Resources")
            .BuildServiceProvider()
            .GetRequiredService<IStringLocalizer<TelephonyText>>();
        var outcomes = Enum.GetValues<CallOutcome>();
        var keys = Enum.GetValues<CallState>()
            .Where(state => state is not CallState.Ended)
            .Select(state => ShownCalls.WordOf(Call(state)))
            .Concat(outcomes.Select(outcome => ShownCalls.WordOf(Call(CallState.Ended, outcome))))
            .Concat(outcomes.Select(outcome => ShownCalls.WordOf(Call(CallState.Ended, outcome, outgoing: false))))
            .Concat(Enum.GetNames<NoticeCause>().Select(cause => $"Notice{cause}"))
            .Concat(CallLogWords.All.Select(word => $"Result{word}"))
            .Concat(
                Enum.GetNames<SoundTrouble>().Where(trouble => trouble != nameof(SoundTrouble.None)).Select(trouble => $"Sound{trouble}")
            )
            .Concat(Enumerable.Range(1, 4).Select(bars => $"SoundBars{bars}"))
            .ToList();

        foreach (var language in new[] { "nl", "en" })
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            Assert.DoesNotContain(keys, key => text[key].ResourceNotFound);
        }
    }
}
