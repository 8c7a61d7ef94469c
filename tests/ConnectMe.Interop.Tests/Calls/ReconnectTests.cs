using System.Diagnostics;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>
/// The server is killed while two phones talk that it cannot connect to: one behind NAT over TCP, one over TLS whose Contact is its end of the
/// connection. Their calls wait for them (R2).
/// </summary>
[Trait("Pace", "patient")]
public sealed class ReconnectTests : IAsyncLifetime
{
    static readonly FlowPhone.Kind s_behindNat = new(Tls: false, ContactHost: "10.255.77.9", Outbound: false);
    static readonly FlowPhone.Kind s_outbound = new(Tls: true, ContactHost: null, Outbound: true);

    /// <summary>The half minute that a lost line is awaited, and the start of the server.</summary>
    static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(45);

    RunningPbx? _pbx;
    FlowPhone? _joost;
    FlowPhone? _fatima;

    RunningPbx Pbx => _pbx!;
    FlowPhone Joost => _joost!;
    FlowPhone Fatima => _fatima!;

    public async ValueTask InitializeAsync()
    {
        _pbx = await RunningPbx.Start();
        using var administrator = await WebUser.SignIn(Pbx, "anna");
        _joost = await Phone(administrator, "204", Tone.Low, s_behindNat);
        _fatima = await Phone(administrator, "205", Tone.High, s_outbound);
        var dialled = Joost.Dial("205");
        await Fatima.Rings();
        await Fatima.Answer();
        await dialled;
        await Joost.Hears(Tone.High);
        await Fatima.Hears(Tone.Low);
    }

    public ValueTask DisposeAsync() => Started.End(_fatima, _joost, _pbx);

    [Fact]
    [Spec("R2")]
    public async Task Phones_that_connect_anew_after_a_kill_talk_on()
    {
        await KilledAndStarted();
        await Patience.Until(
            () => Pbx.Log.Contains("calls of before the restart go on", StringComparison.Ordinal),
            () => $"No call is taken up\n{Pbx.Log}"
        );
        Assert.False(Joost.HasBeenOfferedSoundAnew || Fatima.HasBeenOfferedSoundAnew);
        var began = Stopwatch.GetTimestamp();
        await ComesBack(Joost);
        await ComesBack(Fatima);
        await Joost.IsOfferedSoundAnew();
        await Fatima.IsOfferedSoundAnew();
        await Joost.Hears(Tone.High);
        await Fatima.Hears(Tone.Low);
        TestContext.Current.SendDiagnosticMessage(
            $"Heard {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s after both began to connect anew"
        );

        await Joost.HangUp();
        await Fatima.Ended();
        using var joosts = await WebUser.SignIn(Pbx, "joost");
        await joosts.SaysOnly("Uitgaand: Fatima El Amrani", 1);
        Assert.DoesNotContain("Onderbroken", (await joosts.Open("/calls")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("R2")]
    public async Task A_call_whose_phone_does_not_come_back_ends_as_cut_off_and_the_phone_is_told_when_it_comes_later()
    {
        await KilledAndStarted();
        await ComesBack(Joost);
        await Joost.IsOfferedSoundAnew();
        await Joost.Ended(within: GivenUp);
        using var joosts = await WebUser.SignIn(Pbx, "joost");
        await joosts.SaysOnly("Uitgaand: Fatima El Amrani", 1, "Onderbroken");

        await ComesBack(Fatima);
        await Fatima.Ended();
        Assert.False(Fatima.HasBeenOfferedSoundAnew);
    }

    async Task<FlowPhone> Phone(WebUser administrator, string extension, Tone says, FlowPhone.Kind kind)
    {
        var account = await administrator.AddPhone(Pbx, extension);
        var phone = new FlowPhone(kind.Tls ? account with { Registrar = Pbx.TlsRegistrar } : account, says, kind);
        await ComesBack(phone);
        return phone;
    }

    static async Task ComesBack(FlowPhone phone)
    {
        await phone.Connect();
        await phone.Register();
    }

    async Task KilledAndStarted()
    {
        await Pbx.Kill();
        _pbx = await Pbx.StartAgain();
    }
}
