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

    [Fact]
    [Spec("A7-03", "A8-01", "M6.4.2-03")]
    public async Task Who_waits_hears_the_words_and_the_music_of_the_queue_and_who_is_held_the_music_of_the_company()
    {
        const int Words = 800;
        const int OfQueue = 1200;
        const int OfCompany = 2300;
        using var anna = await WebUser.SignIn(Demo.Running, "anna");
        var (words, ofQueue, ofCompany) = (
            await anna.AddSound("Fijn dat u belt", "Announcement", Words, 1),
            await anna.AddSound("Muziek van de receptie", "Music", OfQueue, 3),
            await anna.AddSound("Muziek van de zaak", "Music", OfCompany, 3)
        );
        var queue = (await anna.Open("/admin/queues"))
            .QuerySelectorAll("a.ql")
            .Single(a => a.TextContent == "Receptie")
            .GetAttribute("href")!;
        var saved = WebUser.Filled(await anna.Open(queue), "#queue-form");
        await anna.Do(queue, queue, new(saved) { ["Input.Greeting"] = words, ["Input.Music"] = ofQueue });
        await anna.Do("/admin/sounds", "/admin/sounds", new() { ["Input.Music"] = ofCompany });

        await Bram.Dial("250");
        await Bram.Talks();
        await Heard(Bram, Words);
        await Heard(Bram, OfQueue);
        await Anna.Rings();
        await Anna.Answer();
        await Anna.Hears(Tone.High);
        await Anna.Hold();
        await Heard(Bram, OfCompany);
        await Bram.HangUp();
        await Anna.Ended();

        await anna.Do(queue, queue, saved);
        await anna.Do("/admin/sounds", "/admin/sounds", new() { ["Input.Music"] = "" });

        static Task Heard(BaresipPhone phone, double hertz) =>
            Patience.Until(() => phone.Heard().HasHad(hertz), () => $"no {hertz} Hz: {phone.Heard().Describe()}\n{phone.Output}");
    }

    static async Task<int> Missed(WebUser who) => (await who.Open("/calls?missed=true")).QuerySelectorAll("#call-log details.miss").Length;
}
