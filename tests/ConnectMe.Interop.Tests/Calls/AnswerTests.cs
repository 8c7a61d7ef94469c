using System.Diagnostics;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

public sealed class AnswerTests(DemoPbx demo)
{
    /// <summary>A machine that stands still for a moment is not what is measured: the best of these counts.</summary>
    const int Tries = 5;

    static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(300);

    [Fact]
    [Spec("C3")]
    public async Task Phones_get_each_others_sound_soon_after_the_answer()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        await using var joost = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "204"), Tone.Low);
        await using var noor = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "206"), Tone.High);
        await joost.Registered();
        await noor.Registered();

        var (caller, callee) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var tries = 0; tries < Tries && (caller > Promised || callee > Promised); tries++)
        {
            await joost.Dial("206");
            await noor.Rings();
            var answered = Stopwatch.GetTimestamp();
            await noor.Answer();
            caller = Stopwatch.GetElapsedTime(answered, await joost.GetsSound());
            callee = Stopwatch.GetElapsedTime(answered, await noor.GetsSound());
            await joost.HangUp();
            await noor.Ended();
            await joost.Ended();
        }

        TestContext.Current.SendDiagnosticMessage(
            $"First sound after the answer: {caller.TotalMilliseconds:F0} ms to the caller, {callee.TotalMilliseconds:F0} ms to the callee"
        );
        Assert.InRange(caller, TimeSpan.Zero, Promised);
        Assert.InRange(callee, TimeSpan.Zero, Promised);
    }
}
