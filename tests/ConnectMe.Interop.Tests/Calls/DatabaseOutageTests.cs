using System.Diagnostics;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

public sealed class DatabaseOutageTests
{
    static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    /// <summary>Of phones on a busy machine, without any outage; what the database held up would be silent for seconds.</summary>
    static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(400);

    [Fact]
    [Spec("R1")]
    public async Task Phones_talk_register_and_call_each_other_while_the_database_is_killed_and_all_calls_are_in_the_log()
    {
        await using var database = await PostgresServer.Start();
        await using var pbx = await RunningPbx.Start(data: null, $"ConnectionStrings:ConnectMe={database.ConnectionString}");
        using var administrator = await WebUser.SignIn(pbx, "anna");
        using var joosts = await WebUser.SignIn(pbx, "joost");
        using var sannes = await WebUser.SignIn(pbx, "sanne");
        await using var joost = await BaresipPhone.Start(await administrator.AddPhone(pbx, "204"), Tone.Low);
        await using var noor = await BaresipPhone.Start(await administrator.AddPhone(pbx, "206"), Tone.High);
        await using var sanne = await BaresipPhone.Start(await administrator.AddPhone(pbx, "203"), Tone.Low);
        var fatimasAccount = await administrator.AddPhone(pbx, "205");
        await joost.Registered();
        await noor.Registered();
        await sanne.Registered();
        await joost.Dial("206");
        await noor.Rings();
        await noor.Answer();
        await joost.Talks();
        await joost.Hears(Tone.High);
        await noor.Hears(Tone.Low);
        var (joostHeard, noorHeard) = (joost.Heard().Length, noor.Heard().Length);

        await database.Kill();
        var away = Stopwatch.GetTimestamp();
        await using var fatima = await BaresipPhone.Start(fatimasAccount, Tone.High);
        await fatima.Registered();
        await sanne.Dial("205");
        await fatima.Rings();
        await fatima.Answer();
        await sanne.Talks();
        await sanne.Hears(Tone.High);
        await fatima.Hears(Tone.Low);
        await sanne.HangUp();
        await fatima.Ended();
        await Patience.Until(() => Stopwatch.GetElapsedTime(away) >= Outage, () => "Time stands still");
        await database.Restart();

        await joost.Hears(Tone.High);
        await noor.Hears(Tone.Low);
        Assert.InRange(joost.Heard().Length - joostHeard, Outage - LongestGap, TimeSpan.FromMinutes(1));
        Assert.InRange(joost.Heard().LongestGap(Tone.High, joostHeard), TimeSpan.Zero, LongestGap);
        Assert.InRange(noor.Heard().LongestGap(Tone.Low, noorHeard), TimeSpan.Zero, LongestGap);
        await joost.HangUp();
        await noor.Ended();
        await joosts.Says("Uitgaand: Noor van den Berg", " s ");
        await sannes.Says("Uitgaand: Fatima El Amrani", " s ");
    }
}
