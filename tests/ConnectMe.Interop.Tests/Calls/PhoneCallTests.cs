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

    public ValueTask DisposeAsync() => Started.End(_anna, _bram);

    [Fact]
    public async Task A_party_that_is_held_hears_music_and_then_the_other_again_and_digits_arrive()
    {
        await Anna.Dial("202");
        await Bram.Rings();
        await Bram.Answer();
        await Anna.Talks();
        await Bram.Hears(Tone.Low);

        await Anna.Press('5');
        await Bram.ReceivesDigit('5');
        await Anna.Hold();
        await Patience.Until(() => Bram.Heard().Level(Tone.Low) < 0.01, () => $"Bram hears Anna still: {Bram.Heard().Describe()}");
        await Anna.Resume();
        await Bram.Hears(Tone.Low);
        await Bram.HangUp();
        await Anna.Ended();
    }

    [Fact]
    [Spec("M7-01")]
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
