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
}
