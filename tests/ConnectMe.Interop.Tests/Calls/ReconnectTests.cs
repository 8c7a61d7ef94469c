using System.Diagnostics;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>
/// The server is killed while two phones talk that it cannot connect to: one behind NAT over TCP, one over TLS whose Contact is its end of the
/// connection. Their calls wait for them (R2).
/// </summary>
[Trait("Pace", "patient")]
public sealed class ReconnectTests
{
    static readonly FlowPhone.Kind s_behindNat = new(Tls: false, ContactHost: "10.255.77.9", Outbound: false);
    static readonly FlowPhone.Kind s_outbound = new(Tls: true, ContactHost: null, Outbound: true);

    /// <summary>The half minute that a lost line is awaited, and the start of the server.</summary>
    static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(45);

    [Fact]
    [Spec("R2")]
    public async Task Phones_that_connect_anew_after_a_kill_talk_on()
    {
        var first = await RunningPbx.Start();
        using var administrator = await WebUser.SignIn(first, "anna");
        await using var joost = await Phone(administrator, first, "204", Tone.Low, s_behindNat);
        await using var fatima = await Phone(administrator, first, "205", Tone.High, s_outbound);
        await Talk(joost, fatima);

        await first.Kill();
        await using var second = await first.StartAgain();
        await TakenUp(second);
        Assert.False(joost.HasBeenOfferedSoundAnew || fatima.HasBeenOfferedSoundAnew);
        var began = Stopwatch.GetTimestamp();
        await ComesBack(joost);
        await ComesBack(fatima);
        await joost.IsOfferedSoundAnew();
        await fatima.IsOfferedSoundAnew();
        await joost.Hears(Tone.High);
        await fatima.Hears(Tone.Low);
        TestContext.Current.SendDiagnosticMessage(
            $"Heard {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s after both began to connect anew"
        );

        await joost.HangUp();
        await fatima.Ended();
        using var joosts = await WebUser.SignIn(second, "joost");
        await joosts.SaysOnly("Uitgaand: Fatima El Amrani", 1);
        Assert.DoesNotContain("Onderbroken", (await joosts.Open("/calls")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("R2")]
    public async Task A_call_whose_phone_does_not_come_back_ends_as_cut_off_and_the_phone_is_told_when_it_comes_later()
    {
        var first = await RunningPbx.Start();
        using var administrator = await WebUser.SignIn(first, "anna");
        await using var joost = await Phone(administrator, first, "204", Tone.Low, s_behindNat);
        await using var fatima = await Phone(administrator, first, "205", Tone.High, s_outbound);
        await Talk(joost, fatima);

        await first.Kill();
        await using var second = await first.StartAgain();
        await ComesBack(joost);
        await joost.IsOfferedSoundAnew();
        await joost.Ended(within: GivenUp);
        using var joosts = await WebUser.SignIn(second, "joost");
        await joosts.SaysOnly("Uitgaand: Fatima El Amrani", 1, "Onderbroken");

        await ComesBack(fatima);
        await fatima.Ended();
        Assert.False(fatima.HasBeenOfferedSoundAnew);
    }

    static async Task<FlowPhone> Phone(WebUser administrator, RunningPbx pbx, string extension, Tone says, FlowPhone.Kind kind)
    {
        var account = await administrator.AddPhone(pbx, extension);
        var phone = new FlowPhone(kind.Tls ? account with { Registrar = pbx.TlsRegistrar } : account, says, kind);
        await ComesBack(phone);
        return phone;
    }

    static async Task ComesBack(FlowPhone phone)
    {
        await phone.Connect();
        await phone.Register();
    }

    static async Task Talk(FlowPhone caller, FlowPhone called)
    {
        var dialled = caller.Dial("205");
        await called.Rings();
        await called.Answer();
        await dialled;
        await caller.Hears(Tone.High);
        await called.Hears(Tone.Low);
    }

    static Task TakenUp(RunningPbx pbx) =>
        Patience.Until(
            () => pbx.Log.Contains("calls of before the restart go on", StringComparison.Ordinal),
            () => $"No call is taken up\n{pbx.Log}"
        );
}
