using System.Globalization;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>Ten times the rated load (promise R13).</summary>
[Trait("Pace", "alone")]
public sealed class OverloadTests(ITestOutputHelper output)
{
    const int Rated = 25;
    const int Seconds = 10;
    const int HeldFor = 3000;
    const double Gigabyte = 1024;
    static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(200);

    [Fact]
    [Spec("R13")]
    public async Task In_a_flood_of_calls_two_who_talk_hear_each_other_the_rated_number_is_served_and_the_rest_is_told_to_come_back()
    {
        await using var company = await BusyCompany.Open(trunkCalls: 1000);
        await using var joost = await BaresipPhone.Start(await company.Administrator.AddPhone(company.Pbx, "204"), Tone.Low);
        await using var noor = await BaresipPhone.Start(await company.Administrator.AddPhone(company.Pbx, "206"), Tone.High);
        await Talk(joost, noor);
        var (joostHeard, noorHeard) = (joost.Heard().Length, noor.Heard().Length);

        var flood = await company.Flood(10 * Rated, Seconds, HeldFor);

        var held = await Held.By(company);
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{flood.Calls} calls in {Seconds} s: {flood.Completed} completed, {flood.Refused} refused with 503, {flood.OtherAnswers.Count} otherwise; longest gap {joost.Heard().LongestGap(Tone.High, joostHeard).TotalMilliseconds} and {noor.Heard().LongestGap(Tone.Low, noorHeard).TotalMilliseconds} ms; memory {held.Megabytes:F0} MB, at most {held.MostMegabytes:F0} MB"
        );
        output.WriteLine(figures);
        Assert.True(flood.Completed >= 0.8 * Rated * Seconds, $"{figures}\n{company.Pbx.Log}");
        Assert.True(flood.Refused > 0, figures);
        Assert.Empty(flood.OtherAnswers);
        Assert.True(held.MostMegabytes < Gigabyte, figures);
        await joost.Hears(Tone.High);
        await noor.Hears(Tone.Low);
        Assert.True(joost.Heard().LongestGap(Tone.High, joostHeard) <= LongestGap, figures);
        Assert.True(noor.Heard().LongestGap(Tone.Low, noorHeard) <= LongestGap, figures);
        await joost.HangUp();
        await noor.Ended();

        await Patience.Until(async () => (await Held.By(company)).Legs == 0, () => $"Legs are left after {figures}");
        var after = await company.Call(Rated, seconds: 4, heldMilliseconds: 1000);
        Assert.True(after.Successful == after.Calls, $"{after}\n{company.Pbx.Log}");
    }

    static async Task Talk(BaresipPhone joost, BaresipPhone noor)
    {
        await joost.Registered();
        await noor.Registered();
        await joost.Dial("206");
        await noor.Rings();
        await noor.Answer();
        await joost.Talks();
        await joost.Hears(Tone.High);
        await noor.Hears(Tone.Low);
    }
}
