using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;
using Microsoft.Playwright;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Bram talks in his browser, and moves the call to the desk phone of another maker beside it.</summary>
public sealed class MovingTests(BrowsersAndPhone parts) : IClassFixture<BrowsersAndPhone>, IAsyncDisposable
{
    readonly Office _office = new(parts.Browsers, parts.Pbx.Web.ToString(), () => parts.Pbx.Log);

    BaresipPhone BramsPhone => parts.Phone;

    public async ValueTask DisposeAsync()
    {
        await BramsPhone.HangUp();
        await _office.DisposeAsync();
    }

    [Fact]
    [Spec("M1.1-06", "M6.4.12-01")]
    public async Task From_a_browser_to_the_desk_phone_and_back_by_the_widget()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        await anna.Calls(bram, "202");
        await BramsPhone.Ended(); // it rang too

        await MoveTo(bram, "Toestel 202");
        await bram.Says("Gaat over: Toestel 202");
        await BramsPhone.Rings();
        await BramsPhone.Answer();
        await BramsPhone.Talks();

        await anna.Hears(Tone.High);
        await BramsPhone.Hears(Tone.Low);
        await bram.HearsNothingMore();
        await bram.Says("In gesprek op je toestel");

        await MoveTo(bram, "Deze browser");
        await bram.Answer();
        await BramsPhone.Ended();

        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        await anna.HangUp();
        await bram.HasNoCalls();
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public async Task A_phone_that_declines_leaves_the_call_in_the_browser()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        await anna.Calls(bram, "202");
        await BramsPhone.Ended();

        await MoveTo(bram, "Toestel 202");
        await BramsPhone.Rings();
        await BramsPhone.HangUp();

        await bram.Says("Het andere toestel weigerde of was bezet");
        await bram.Hears(Tone.Low);
        await anna.Hears(Tone.Middle);
    }

    static async Task MoveTo(Phone from, string device)
    {
        await from.Press("Meer");
        await from.Widget.GetByRole(AriaRole.Menuitem, new() { Name = "Ander toestel" }).ClickAsync();
        await from.Press(device);
    }
}
