using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Three desk phones of another maker, of Anna (201, low tone), Bram (202, high) and Sanne (203, middle), registered.</summary>
public abstract class ThreePhones(DemoPbx demo) : IAsyncLifetime
{
    private protected DemoPbx Demo => demo;

    BaresipPhone? _anna;
    BaresipPhone? _bram;
    BaresipPhone? _sanne;

    private protected BaresipPhone Anna => _anna!;
    private protected BaresipPhone Bram => _bram!;
    private protected BaresipPhone Sanne => _sanne!;

    public async ValueTask InitializeAsync()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        _anna = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "201"), Tone.Low);
        _bram = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "202"), Tone.High);
        _sanne = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "203"), Tone.Middle);
        await Anna.Registered();
        await Bram.Registered();
        await Sanne.Registered();
    }

    public async ValueTask DisposeAsync()
    {
        await Started.End(_anna, _bram, _sanne);
        GC.SuppressFinalize(this);
    }
}
