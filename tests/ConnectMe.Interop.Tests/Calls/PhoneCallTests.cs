using ConnectMe.Interop.Tests.Hearing;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Two desk phones of another maker call each other through us.</summary>
public sealed class PhoneCallTests(DemoPbx demo) : IAsyncLifetime
{
    BaresipPhone? _anna;
    BaresipPhone? _bram;

    BaresipPhone Anna => _anna!;
    BaresipPhone Bram => _bram!;

    public async ValueTask InitializeAsync()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        _anna = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "201"), Tone.Low);
        _bram = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "202"), Tone.High);
        await Anna.Registered();
        await Bram.Registered();
    }

    public async ValueTask DisposeAsync()
    {
        if (_anna is not null)
        {
            await _anna.DisposeAsync();
        }

        if (_bram is not null)
        {
            await _bram.DisposeAsync();
        }
    }

    [Fact]
    [Spec("A5-02", "M7-01")]
    public async Task They_register_call_hear_each_other_and_hang_up()
    {
        await Anna.Dial("202");
        await Bram.Rings();
        await Anna.HearsRinging();
        await Bram.Answer();
        await Anna.Talks();

        await Anna.Hears(Tone.High);
        await Bram.Hears(Tone.Low);
        await Anna.HangUp();
        await Bram.Ended();

        await Bram.Dial("201");
        await Anna.Rings();
        await Anna.Answer();
        await Bram.Talks();

        await Anna.Hears(Tone.High);
        await Bram.Hears(Tone.Low);
        await Anna.HangUp();
        await Bram.Ended();

        using var anna = await WebUser.SignIn(demo.Running, "anna");
        await Patience.Until(
            async () => (await anna.Open("/calls")).QuerySelectorAll(".itw").Length >= 2,
            () => $"The call log has no two calls\n{demo.Running.Log}"
        );
    }
}
