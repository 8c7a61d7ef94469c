using System.Diagnostics;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

[Trait("Pace", "patient")]
public sealed class LostPhoneTests(DemoPbx demo)
{
    static readonly TimeSpan Promised = TimeSpan.FromSeconds(45);

    [Fact]
    [Spec("C6")]
    public async Task A_call_to_a_phone_that_is_gone_ends_for_both_and_the_log_says_why()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        using var joosts = await WebUser.SignIn(demo.Running, "joost");
        await using var joost = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "204"), Tone.Low);
        await using var noor = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "206"), Tone.High);
        await joost.Registered();
        await noor.Registered();
        await joost.Dial("206");
        await noor.Rings();
        await noor.Answer();
        await joost.Talks();
        await joost.Hears(Tone.High);

        var gone = Stopwatch.GetTimestamp();
        await noor.Freeze();
        await joost.Ended(within: Promised);
        await joosts.Says("Uitgaand: Noor van den Berg", "Weggevallen");
        await Patience.Until(
            async () => (await administrator.Open("/admin/calls")).QuerySelector("tr[id^=call-]") is null,
            () => $"A call still runs\n{demo.Running.Log}"
        );
        Assert.InRange(Stopwatch.GetElapsedTime(gone), TimeSpan.FromSeconds(10), Promised);

        await noor.Thaw();
        await noor.Ended(); // it was told, and told again
    }
}
