using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Bram sits at his computer and talks with his desk phone; Anna has a browser.</summary>
public sealed class CallsWithPhoneTests(BrowsersAndPhone parts) : IClassFixture<BrowsersAndPhone>, IAsyncDisposable
{
    readonly Office _office = new(parts.Browsers, parts.Pbx.Web.ToString(), () => parts.Pbx.Log);

    BaresipPhone BramsPhone => parts.Phone;

    public async ValueTask DisposeAsync()
    {
        await BramsPhone.HangUp();
        await _office.DisposeAsync();
    }

    [Fact]
    [Spec("M1.1-07", "M6.2-01", "M4-03")]
    public async Task Who_chose_the_desk_phone_dials_in_the_browser_and_talks_and_answers_at_the_phone()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        await bram.Page.Locator("[popovertarget=pop-me]").ClickAsync();
        var phone = bram.Page.Locator("#calls-with [role=radio]:has-text('Toestel 202')");
        await Expect(phone).ToContainTextAsync("Aangemeld");
        await phone.ClickAsync();
        await Expect(phone).ToHaveAttributeAsync("aria-checked", "true");
        await bram.Page.Keyboard.PressAsync("Escape");

        await bram.Dial("201");
        await bram.Has("ringing-out");
        await bram.Says("Neem op met Toestel 202");
        await BramsPhone.Rings();
        Assert.Contains("Anna de Vries", BramsPhone.Output, StringComparison.Ordinal); // whom he is about to call
        await Expect(anna.Widget.Locator("[data-call]")).ToHaveCountAsync(0);
        await BramsPhone.Answer();
        await anna.Has("incoming");
        await anna.Answer();
        await BramsPhone.Hears(Tone.Low);
        await anna.Hears(Tone.High);
        await bram.Says("In gesprek op je toestel");
        await anna.HangUp();
        await BramsPhone.Ended();
        await bram.HasNoCalls();

        await anna.Dial("202");
        await BramsPhone.Rings();
        await bram.Has("incoming");
        await bram.Says("neem op met Toestel 202");
        await Expect(bram.Widget.Locator("[data-action=answer]")).ToHaveCountAsync(0);
        await bram.Refuse();
        await BramsPhone.Ended();
        await anna.Says("Geweigerd");
    }
}
