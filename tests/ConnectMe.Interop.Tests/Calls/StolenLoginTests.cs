using System.Globalization;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>A thief with the account and password of somebody's phone calls outside as often as he can (promise A1).</summary>
[Trait("Pace", "patient")]
public sealed class StolenLoginTests : IAsyncLifetime
{
    RunningPbx? _pbx;
    WebUser? _administrator;
    Sipp? _provider;
    MailServer? _mail;
    PhoneAccount? _stolen;

    RunningPbx Pbx => _pbx!;

    public async ValueTask InitializeAsync()
    {
        _pbx = await RunningPbx.Start();
        _mail = await MailServer.Start();
        _provider = await Sipp.Listen("answers", "127.0.0.3");
        _administrator = await WebUser.SignIn(Pbx, "anna");
        _stolen = await _administrator.AddPhone(Pbx, "205");
        var trunk = await _administrator.AddTrunk(Pbx, TrunkTo(_provider));
        await trunk.Says("Bereikbaar", () => _provider.Output + Pbx.Log);
        await Send(
            "/admin/mail",
            new()
            {
                ["Input.Host"] = "127.0.0.1",
                ["Input.Port"] = Text(_mail.Port),
                ["Input.Security"] = "None",
                ["Input.Sender"] = "pbx@garagehofstra.example",
                ["Input.Language"] = "nl",
            }
        );
    }

    public ValueTask DisposeAsync()
    {
        _administrator?.Dispose();
        return Started.End(_provider, _pbx, _mail);
    }

    [Fact]
    [Spec("A1", "A4-03")]
    public async Task A_thief_gets_two_calls_at_once_ten_a_minute_and_no_more_than_the_day_allows_and_the_alarm_is_mailed()
    {
        await Rules(callsPerDay: 100);
        await Steal(calls: 40, rate: 4);
        var calls = await _provider!.Calls();
        Assert.InRange(calls.Count, 2, 10);
        Assert.True(
            calls.Max(call => calls.Count(other => other.From <= call.From && call.From < other.Until)) <= 2,
            string.Join('\n', calls)
        );
        await _mail!.Mail("meer dan twee tegelijk"); // waits a minute at most

        await Rules(callsPerDay: calls.Count);
        await Steal(calls: 5, rate: 4);
        Assert.Equal(calls.Count, (await _provider.Calls()).Count);
    }

    async Task Steal(int calls, int rate)
    {
        var code = await Sipp.Steal(_stolen!, Pbx.SipPort, "0205557321", calls, rate);
        Assert.True(code is 0 or 1, $"sipp ended with {code}\n{Pbx.Log}"); // 1: some calls got another answer than the scenario waits for; the provider is the judge
    }

    Task Rules(int callsPerDay) =>
        Send(
            "/admin/dialling",
            new()
            {
                ["Input.CostClasses"] = "Fixed",
                ["Input.ConcurrentCalls"] = "20",
                ["Input.CallsPerHour"] = "200",
                ["Input.CallsPerPersonPerHour"] = "60",
                ["Input.CallsPerDay"] = Text(callsPerDay),
                ["Input.MinutesAbroadPerDay"] = "30",
                ["Input.PeopleInConference"] = "16",
                ["Input.LockFrom"] = "22:00",
                ["Input.LockUntil"] = "07:00",
                ["Input.AlarmMail"] = "wacht@garagehofstra.example",
            }
        );

    async Task Send(string page, Dictionary<string, string> fields)
    {
        var (status, shown) = await _administrator!.Send(page, await _administrator.Open(page), fields);
        Assert.True((int)status < 400, $"{page}: {status} {shown.Body?.TextContent}");
    }

    static Dictionary<string, string> TrunkTo(Sipp provider) =>
        new()
        {
            ["Input.Name"] = $"Provider {provider.Port}",
            ["Input.Method"] = "Address",
            ["Input.Server"] = provider.Address,
            ["Input.Port"] = Text(provider.Port),
            ["Input.Sources"] = provider.Address,
            ["Input.Outgoing"] = "E164",
            ["Input.Codecs"] = "Pcma",
            ["Input.ConcurrentCalls"] = "50",
        };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
