using System.Globalization;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Phones know nothing of a restart: they come again when their registration runs out, and are to be reached before.</summary>
[Trait("Pace", "patient")]
public sealed class RestartTests
{
    [Fact]
    public async Task A_phone_is_called_after_a_restart_without_registering_again()
    {
        var first = await RunningPbx.Start();
        using var administrator = await WebUser.SignIn(first, "anna");
        await using var joost = await BaresipPhone.Start(await administrator.AddPhone(first, "204"), Tone.Low);
        await using var fatima = await BaresipPhone.Start(await administrator.AddPhone(first, "205"), Tone.High);
        await joost.Registered();
        await fatima.Registered();
        await first.Stop();

        var port = string.Create(CultureInfo.InvariantCulture, $"Sip:Port={first.SipPort}");
        await using var second = await RunningPbx.Start(first.Data, port);
        await joost.Dial("205");
        await fatima.Rings();
        await fatima.Answer();
        await joost.Talks();
        await joost.Hears(Tone.High);
        await fatima.Hears(Tone.Low);
        await joost.HangUp();
        await fatima.Ended();
    }
}
