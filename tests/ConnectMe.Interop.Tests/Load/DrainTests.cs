using System.Globalization;
using System.Net;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>The server is stopped as a supervisor does it (promise R12).</summary>
public sealed class DrainTests(ITestOutputHelper output)
{
    const int Rated = 25;
    const int Seconds = 6;
    const int HeldFor = 3000;
    const int CallsUp = 50;

    [Fact]
    [Trait("Pace", "alone")]
    [Spec("R12")]
    public async Task On_SIGTERM_new_calls_are_refused_fifty_run_to_their_end_and_all_are_in_the_log()
    {
        await using var company = await BusyCompany.Open(trunkCalls: 400, "Telephony:DrainMinutes=5");
        await using var joost = await BaresipPhone.Start(await company.Administrator.AddPhone(company.Pbx, "204"), Tone.Low);
        await using var noor = await BaresipPhone.Start(await company.Administrator.AddPhone(company.Pbx, "206"), Tone.High);
        await Talk(joost, noor);
        var flood = company.Flood(Rated, Seconds, HeldFor);
        Held? held = null;
        await Patience.Until(async () => (held = await Held.By(company)).Legs >= 2 * CallsUp, () => $"Few calls are up: {held}");

        await company.Pbx.Terminate();
        await Patience.Until(() => IsNotReady(company.Pbx), () => "It is ready still", TimeSpan.FromSeconds(1));
        var answers = await flood;
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{held!.Legs / 2} calls up at SIGTERM; of {answers.Calls} {answers.Completed} completed, {answers.Refused} refused with 503 and Retry-After, {answers.OtherAnswers.Count} otherwise"
        );
        output.WriteLine(figures);
        Assert.Empty(answers.OtherAnswers);
        Assert.True(answers.Refused > 0 && answers.Completed >= CallsUp, $"{figures}\n{company.Pbx.Log}");
        var before = joost.Heard().Length;
        await Patience.Until(() => joost.Heard().Length > before + TimeSpan.FromSeconds(1), () => "Joost hears nothing any more");
        await joost.Hears(Tone.High);
        await joost.HangUp();
        await noor.Ended();

        await company.Pbx.Ends();
        await company.StartAgain();
        var recorded = await company.Recorded();
        Assert.True(recorded > answers.Completed, $"{figures}; {recorded} completed calls in the log, with that of Joost and Noor");
    }

    [Fact]
    [Trait("Pace", "patient")]
    [Spec("R12")]
    public async Task What_runs_longer_than_the_administrator_lets_it_is_hung_up_and_in_the_log()
    {
        var pbx = await RunningPbx.Start(data: null, "Telephony:DrainMinutes=0.05");
        using var administrator = await WebUser.SignIn(pbx, "anna");
        using var joosts = await WebUser.SignIn(pbx, "joost");
        await using var joost = await BaresipPhone.Start(await administrator.AddPhone(pbx, "204"), Tone.Low);
        await using var noor = await BaresipPhone.Start(await administrator.AddPhone(pbx, "206"), Tone.High);
        await Talk(joost, noor);

        await pbx.Terminate();
        await noor.Ended();
        await joost.Ended();
        await pbx.Ends();
        await using var again = await pbx.StartAgain();
        await joosts.Says("Uitgaand: Noor van den Berg", "Onderbroken");
    }

    static async Task<bool> IsNotReady(RunningPbx pbx)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(pbx.Web, "/health/ready"));
        return answer.StatusCode is HttpStatusCode.ServiceUnavailable;
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
