using ConnectMe.EndToEnd.Tests;

namespace ConnectMe.Calls;

/// <summary>
/// From a click during a call to what somebody else notices of it: the first 20 ms of other sound out of their decoder, or the call on their screen. Clocks are of one machine.
/// </summary>
internal static class ClickToEffect
{
    const double Goal = 100;

    public static async Task Measure(PublishedHost host, Browsers browsers, int times)
    {
        await using var office = new Office(host, browsers) { HasWholeBrowsers = true };
        var sanne = await office.Sanne();
        var (anna, bram) = await Conversation.Between(office);
        await bram.Hears(Tone.Low);
        foreach (var (action, effect, state) in new[] { ("hold", "music", "held"), ("mute", "silence", "active") })
        {
            List<double> done = [];
            List<double> undone = [];
            for (var time = 0; time < times; time++)
            {
                done.Add(await FromClick(anna, $"[data-action={action}][aria-pressed=false]", bram.Begins(effect)));
                await anna.Has(state);
                undone.Add(await FromClick(anna, $"[data-action={action}][aria-pressed=true]", bram.Begins(Tone.Low)));
                await anna.Has("active");
                await bram.Hears(Tone.Low);
            }

            Figures.Print($"click on {action} to other sound at the other party", done, Goal);
            Figures.Print("the same to take it back", undone, Goal);
        }

        List<double> transferred = [];
        for (var time = 0; time < times; time++)
        {
            await anna.Press("Doorverbinden");
            await anna.Has("held");
            transferred.Add(
                await FromClick(anna, "[data-action=hand-over][aria-label$='Sanne Bakker']", sanne.Page.EvaluateAsync<double>(RingsHere))
            );
            await sanne.Refuse();
            await anna.Has("incoming");
            await anna.Answer();
            await anna.Has("active");
        }

        Figures.Print("click on Blind to the call on the colleague's screen", transferred, Goal);
    }

    /// <returns>ms between the click and the effect, which is waited for already.</returns>
    static async Task<double> FromClick(Phone phone, string selector, Task<double> effect)
    {
        var button = phone.Widget.Locator(selector);
        await button.WaitForAsync();
        var clicked = await button.EvaluateAsync<double>(
            """
            button => {
              const now = performance.timeOrigin + performance.now();
              button.click();
              return now;
            }
            """
        );
        return await effect - clicked;
    }

    const string RingsHere = """
        () => new Promise(seen => {
          const look = () => document.querySelector('#call-widget [data-state=incoming]') && (watch.disconnect(), seen(performance.timeOrigin + performance.now()));
          const watch = new MutationObserver(look);
          watch.observe(document.getElementById('call-widget'), { childList: true, subtree: true, attributes: true });
        })
        """;
}
