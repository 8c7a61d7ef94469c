using System.Diagnostics;
using System.Globalization;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

[Trait("Pace", "patient")]
public sealed class DatabaseOutageTests
{
    /// <summary>During the outage, the first and the last at its ends.</summary>
    const int NewCalls = 4;

    /// <summary>Renewed within it (the shortest that the registrar allows), so each phone does so during an outage of a minute.</summary>
    const int RegisterSeconds = 60;

    /// <summary>Of phones on a busy machine, without any outage; what the database held up would be silent for seconds.</summary>
    static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(400);

    [Fact]
    [Spec("R1")]
    public Task Phones_talk_register_and_call_each_other_while_the_database_is_away_for_a_minute_and_all_calls_are_in_the_log() =>
        Outlast(TimeSpan.FromMinutes(1));

    /// <summary>For as many seconds as CONNECTME_SOAK_SECONDS says.</summary>
    [Fact(Explicit = true)]
    public Task Phones_talk_register_and_call_each_other_while_the_database_is_away_for_long() =>
        Outlast(
            TimeSpan.FromSeconds(
                int.Parse(Environment.GetEnvironmentVariable("CONNECTME_SOAK_SECONDS") ?? "600", CultureInfo.InvariantCulture)
            )
        );

    static async Task Outlast(TimeSpan outage)
    {
        var phone = new PhoneSettings { RegisterSeconds = RegisterSeconds, ToneSeconds = (int)outage.TotalSeconds + 120 };
        await using var database = await PostgresServer.Start();
        await using var pbx = await RunningPbx.Start(data: null, $"ConnectionStrings:ConnectMe={database.ConnectionString}");
        using var administrator = await WebUser.SignIn(pbx, "anna");
        using var joosts = await WebUser.SignIn(pbx, "joost");
        using var sannes = await WebUser.SignIn(pbx, "sanne");
        await using var joost = await BaresipPhone.Start(await administrator.AddPhone(pbx, "204"), Tone.Low, phone);
        await using var noor = await BaresipPhone.Start(await administrator.AddPhone(pbx, "206"), Tone.High, phone);
        await using var sanne = await BaresipPhone.Start(await administrator.AddPhone(pbx, "203"), Tone.Low, phone);
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
        await using var fatima = await BaresipPhone.Start(fatimasAccount, Tone.High, phone);
        await fatima.Registered();
        for (var call = 0; call < NewCalls; call++)
        {
            var due = outage * call / (NewCalls - 1);
            await Patience.Until(() => Stopwatch.GetElapsedTime(away) >= due, () => "Time stands still", due + Patience.Limit);
            await Call(sanne, fatima);
        }

        foreach (var registered in new[] { joost, noor, sanne, fatima })
        {
            await registered.RegisteredSince(away);
        }

        await database.Restart();

        await joost.Hears(Tone.High);
        await noor.Hears(Tone.Low);
        Assert.InRange(joost.Heard().Length - joostHeard, outage - LongestGap, outage + TimeSpan.FromMinutes(1));
        Assert.InRange(joost.Heard().LongestGap(Tone.High, joostHeard), TimeSpan.Zero, LongestGap);
        Assert.InRange(noor.Heard().LongestGap(Tone.Low, noorHeard), TimeSpan.Zero, LongestGap);
        await joost.HangUp();
        await noor.Ended();
        await joosts.Says("Uitgaand: Noor van den Berg", " min ");
        await sannes.SaysOnly("Uitgaand: Fatima El Amrani", NewCalls);
    }

    static async Task Call(BaresipPhone caller, BaresipPhone called)
    {
        await caller.Dial("205");
        await called.Rings();
        await called.Answer();
        await caller.Talks();
        await caller.Hears(Tone.High);
        await called.Hears(Tone.Low);
        await caller.HangUp();
        await called.Ended();
    }
}
