using System.Diagnostics;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>The server is killed while people talk, and started again as a supervisor would (R2).</summary>
public sealed class SurvivalTests
{
    /// <summary>From the kill to sound.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Phones_talk_on_after_a_kill()
    {
        var pbx = await RunningPbx.Start();
        using var administrator = await WebUser.SignIn(pbx, "anna");
        await using var joost = await BaresipPhone.Start(await administrator.AddPhone(pbx, "204"), Tone.Low);
        await using var fatima = await BaresipPhone.Start(await administrator.AddPhone(pbx, "205"), Tone.High);
        await joost.Registered();
        await fatima.Registered();
        await joost.Dial("205");
        await fatima.Rings();
        await fatima.Answer();
        await joost.Talks();
        await joost.Hears(Tone.High);
        await fatima.Hears(Tone.Low);

        var killed = Stopwatch.GetTimestamp();
        await using var again = await pbx.KillAndStart();
        var (l1, l2) = (joost.Heard().Length, fatima.Heard().Length);
        await Patience.Until(() => again.Log.Contains("go on", StringComparison.Ordinal), () => again.Log);
        await Patience.Until(() => joost.Output.Contains("re-INVITE", StringComparison.OrdinalIgnoreCase), () => joost.Output, TimeSpan.FromSeconds(3));
        await Patience.Until(() => joost.Heard().Length > l1, () => $"{l1} {joost.Output} {again.Log}");
        await Patience.Until(() => fatima.Heard().Length > l2, () => $"{l2} {fatima.Output} {again.Log}");
        TestContext.Current.SendDiagnosticMessage($"started after {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s");
        await joost.Hears(Tone.High);
        await fatima.Hears(Tone.Low);
        TestContext.Current.SendDiagnosticMessage($"heard after {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s");
        Assert.InRange(Stopwatch.GetElapsedTime(killed), TimeSpan.Zero, Limit);
        await joost.HangUp();
        await fatima.Ended();
    }
}
