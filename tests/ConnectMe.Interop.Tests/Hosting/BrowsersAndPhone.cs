using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>A Host of their own for tests in which people have a browser and Bram a desk phone too, which an administrator added on the page.</summary>
public sealed class BrowsersAndPhone : IAsyncLifetime
{
    RunningPbx? _pbx;
    BaresipPhone? _phone;

    public RunningPbx Pbx => _pbx ?? throw new InvalidOperationException("The Host has not started");

    public Browsers Browsers { get; } = new();

    internal BaresipPhone Phone => _phone ?? throw new InvalidOperationException("The phone has not started");

    public async ValueTask InitializeAsync()
    {
        _pbx = await RunningPbx.Start();
        await Browsers.InitializeAsync();
        using var administrator = await WebUser.SignIn(Pbx, "anna");
        _phone = await BaresipPhone.Start(await administrator.AddPhone(Pbx, "202"), Tone.High);
        await Phone.Registered();
    }

    public ValueTask DisposeAsync() => Started.End(Browsers, _phone, _pbx);
}
