using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Somebody with two phones is called by a phone that speaks another codec.</summary>
public sealed class PhonesOfOnePersonTests(DemoPbx demo) : IAsyncLifetime
{
    BaresipPhone? _caller;
    BaresipPhone? _desk;
    BaresipPhone? _workshop;

    BaresipPhone Caller => _caller!;
    BaresipPhone Desk => _desk!;
    BaresipPhone Workshop => _workshop!;

    public async ValueTask InitializeAsync()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        _caller = await Start(administrator, "205", Tone.Low, "PCMU");
        _desk = await Start(administrator, "206", Tone.Middle, "PCMA");
        _workshop = await Start(administrator, "206", Tone.High, "PCMA");
        await Caller.Registered();
        await Desk.Registered();
        await Workshop.Registered();
    }

    public ValueTask DisposeAsync() => Started.End(_caller, _desk, _workshop);

    [Fact]
    [Spec("A5-02")]
    public async Task Both_ring_and_the_other_stops_when_one_answers()
    {
        await Caller.Dial("206");
        await Desk.Rings();
        await Workshop.Rings();
        await Workshop.Answer();
        await Caller.Talks();
        await Desk.Ended();

        await Caller.Hears(Tone.High);
        await Workshop.Hears(Tone.Low);
        await Workshop.HangUp();
        await Caller.Ended();
    }

    [Fact]
    [Spec("A5-02")]
    public async Task Both_stop_ringing_when_the_caller_gives_up()
    {
        await Caller.Dial("206");
        await Desk.Rings();
        await Workshop.Rings();
        await Caller.HangUp();

        await Desk.Ended();
        await Workshop.Ended();
    }

    async Task<BaresipPhone> Start(WebUser administrator, string extension, Tone says, string codec) =>
        await BaresipPhone.Start(await administrator.AddPhone(demo.Running, extension), says, new PhoneSettings { Codecs = codec });
}
