using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>The reception of the demo company: Anna and Sanne are signed in to its queue, and both have a desk phone.</summary>
public sealed class QueueTests(DemoPbx demo) : ThreePhones(demo)
{
    [Fact]
    [Spec("A1-02", "A7-02", "A7-03", "M1.1-23", "M13.4-02")]
    public async Task Who_calls_a_queue_hears_music_until_an_agent_answers_and_a_refusal_rings_at_the_next()
    {
        using var anna = await WebUser.SignIn(Demo.Running, "anna");
        var missed = await Missed(anna);
        await Bram.Dial("250");
        await Bram.Talks();
        await Anna.Rings();
        await Bram.HearsMusic();
        await Anna.HangUp();
        await Anna.Ended();

        await Sanne.Rings();
        await Sanne.Answer();
        await Bram.Hears(Tone.Middle);
        await Sanne.Hears(Tone.High);
        await Bram.HangUp();
        await Sanne.Ended();

        using var bram = await WebUser.SignIn(Demo.Running, "bram");
        var queues = await bram.Open("/queues");
        var reception = queues.QuerySelector("a.ql")!;
        Assert.Equal("Receptie", reception.TextContent.Trim());
        await Patience.Until(
            async () =>
                (await bram.Open($"{reception.GetAttribute("href")}&tab=History")).Body!.TextContent.Contains(
                    "Sanne Bakker",
                    StringComparison.Ordinal
                ),
            () => $"not in the history; the server says:\n{Demo.Running.Log}"
        );
        Assert.Equal(missed, await Missed(anna)); // who refuses a call of a queue, or does not answer, has missed nothing
    }

    static async Task<int> Missed(WebUser who) => (await who.Open("/calls?missed=true")).QuerySelectorAll("#call-log details.miss").Length;
}
