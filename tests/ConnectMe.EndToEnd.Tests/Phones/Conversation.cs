namespace ConnectMe.EndToEnd.Tests;

/// <summary>Two people who hear each other: where most tests begin.</summary>
public static class Conversation
{
    public static async Task<(Phone Anna, Phone Bram)> Between(Office office)
    {
        var anna = await office.Anna();
        var bram = await office.Bram();
        await anna.Calls(bram, "202");
        return (anna, bram);
    }

    public static async Task Calls(this Phone caller, Phone callee, string extension)
    {
        await caller.Dial(extension);
        await callee.Has("incoming");
        await callee.Answer();
        await caller.Has("active");
        await callee.Has("active");
    }

    public static async Task HangUpAfterAnswering(this Phone callee)
    {
        await callee.Has("incoming");
        await callee.Answer();
        await callee.Has("active");
        await callee.HangUp();
        await callee.HasNoCalls();
    }

    /// <summary>
    /// One call as people have them: it rings for 2 s, they speak for 3 s, and one hangs up. Measured from the click on Answer to the first 20 ms of the other's tone in decoded
    /// sound, in ms, at both ends.
    /// </summary>
    public static async Task<(double AtCallee, double AtCaller)> AnswerToFirstAudio(Phone anna, Phone bram)
    {
        var dialled = await anna.Now();
        await anna.Dial("202");
        await bram.Has("incoming");
        var ringing = await bram.Now();
        await anna.HearsRinging(dialled);
        await bram.HearsLong("silence", ringing, seconds: 2);
        var caller = anna.Begins(Tone.Middle);
        var callee = bram.Begins(Tone.Low);
        var clicked = await bram.Page.EvaluateAsync<double>(
            """
            () => {
              const button = document.querySelector('[data-action=answer] button');
              const now = performance.timeOrigin + performance.now();
              button.click();
              return now;
            }
            """
        );
        var (atCallee, atCaller) = (await callee - clicked, await caller - clicked);
        var answered = await bram.Now();
        await bram.Has("active");
        await bram.HearsLong(Tone.Low.Name, answered, seconds: 3);
        await anna.HangUp();
        await bram.HasNoCalls();
        await anna.HasNoCalls();
        return (atCallee, atCaller);
    }
}
