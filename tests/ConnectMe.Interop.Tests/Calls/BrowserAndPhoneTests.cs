using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Anna has a browser; Bram has a desk phone of another maker, and sometimes a browser too.</summary>
public sealed class BrowserAndPhoneTests(BrowsersAndPhone parts) : IClassFixture<BrowsersAndPhone>, IAsyncDisposable
{
    readonly Office _office = new(parts.Browsers, parts.Pbx.Web.ToString(), () => parts.Pbx.Log);

    BaresipPhone BramsPhone => parts.Phone;

    public async ValueTask DisposeAsync()
    {
        await BramsPhone.HangUp();
        await _office.DisposeAsync();
    }

    [Fact]
    [Spec("M1.1-01", "M7-01")]
    public async Task A_browser_calls_a_phone_they_hear_each_other_and_both_logs_have_the_call()
    {
        var anna = await AnnaCallsThePhone();

        await anna.HangUp();
        await BramsPhone.Ended();
        await anna.HasNoCalls();

        using var annasPages = await WebUser.SignIn(parts.Pbx, "anna");
        await annasPages.Says("Uitgaand: Bram Hofstra");
        using var bramsPages = await WebUser.SignIn(parts.Pbx, "bram");
        await bramsPages.Says("Anna de Vries");
    }

    [Fact]
    [Spec("M6.3-01")]
    public async Task A_phone_calls_a_browser_they_hear_each_other_and_the_phone_hangs_up()
    {
        var anna = await _office.Anna();

        await BramsPhone.Dial("201");
        await anna.Has("incoming");
        await BramsPhone.HearsRinging();
        await anna.Answer();
        await BramsPhone.Talks();
        await anna.Has("active");

        await anna.Hears(Tone.High);
        await BramsPhone.Hears(Tone.Low);
        await BramsPhone.HangUp();
        await anna.HasNoCalls();
        await anna.HearsNothingMore();
    }

    [Fact]
    [Spec("M1.1-03", "M6.4.2-01", "M6.4.2-03", "M6.4.3-01")]
    public async Task A_phone_that_a_browser_holds_hears_music_until_the_call_is_resumed()
    {
        var anna = await AnnaCallsThePhone();

        await anna.Hold();
        await anna.Has("held");
        await BramsPhone.HearsMusic();
        await anna.HearsNothingMore();

        await anna.Resume();
        await anna.Has("active");
        await BramsPhone.Hears(Tone.Low);
        await anna.Hears(Tone.High);
    }

    [Fact]
    [Spec("M6.4.6-01")]
    public async Task Digits_go_from_the_keypad_of_a_browser_to_a_phone_and_back()
    {
        var anna = await AnnaCallsThePhone();

        await anna.Page.Locator("[data-action=keypad]").ClickAsync();
        await anna.Widget.Locator(".keys button[value='7']").ClickAsync();
        await BramsPhone.ReceivesDigit('7');
        await anna.Widget.Locator(".keys button[value='#']").ClickAsync();
        await BramsPhone.ReceivesDigit('#');
        Assert.DoesNotContain("INFO sip:", BramsPhone.Output, StringComparison.Ordinal); // they came as RFC 4733

        var since = await anna.Now();
        await BramsPhone.Press('5');
        await anna.HearsDigit('5', since);
        await anna.Hears(Tone.High);
    }

    [Fact]
    public async Task Who_answers_on_the_phone_sees_in_the_browser_that_the_call_runs_there_and_ends_it()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();

        await anna.Dial("202");
        await bram.Has("incoming");
        await BramsPhone.Rings();
        await BramsPhone.Answer();
        await BramsPhone.Talks();

        await bram.Has("active");
        await Expect(bram.Widget.Locator("[data-call]")).ToHaveCountAsync(1);
        await bram.Says("In gesprek op je toestel");
        await anna.Hears(Tone.High);
        await BramsPhone.Hears(Tone.Low);

        await bram.HangUp();
        await BramsPhone.Ended();
        await anna.HasNoCalls();
        await bram.HasNoCalls();
    }

    [Fact]
    [Spec("M6.3-01")]
    public async Task A_phone_stops_ringing_when_its_owner_answers_in_the_browser()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();

        await anna.Dial("202");
        await bram.Has("incoming");
        await BramsPhone.Rings();
        await bram.Answer();

        await BramsPhone.Ended();
        Assert.Contains("Call completed elsewhere", BramsPhone.Output, StringComparison.Ordinal); // else it counts as missed on the phone
        await bram.Hears(Tone.Low);
        await anna.Hears(Tone.Middle);
        await bram.HangUp();
        await anna.HasNoCalls();
    }

    [Fact]
    [Spec("A5-02")]
    public async Task A_browser_and_a_phone_on_TLS_with_encrypted_sound_call_each_other()
    {
        using var administrator = await WebUser.SignIn(parts.Pbx, "anna");
        var account = await administrator.AddPhone(parts.Pbx, "203", encrypted: true);
        await using var sanne = await BaresipPhone.Start(account, Tone.High, PhoneSettings.Encrypted);
        await sanne.Registered();
        var anna = await _office.Anna();

        await sanne.Dial("201");
        await anna.Has("incoming");
        await anna.Answer();
        await sanne.EncryptsSound();
        await anna.Hears(Tone.High);
        await sanne.Hears(Tone.Low);
        await anna.HangUp();
        await sanne.Ended();
        await anna.HasNoCalls();

        await anna.Dial("203");
        await sanne.Rings();
        await sanne.Answer();
        await sanne.EncryptsSound();
        await anna.Hears(Tone.High);
        await sanne.Hears(Tone.Low);
        await sanne.HangUp();
        await anna.HasNoCalls();
    }

    [Fact]
    [Spec("A3-01")]
    public async Task A_browser_is_called_over_a_trunk_and_calls_a_number_outside()
    {
        await using var provider = await Kamailio.Start();
        await using var outside = await BaresipPhone.Start(provider.Telephone("31612345678"), Tone.High);
        await outside.Registered();
        using var administrator = await WebUser.SignIn(parts.Pbx, "anna");
        var trunk = await administrator.AddTrunk(parts.Pbx, provider.AsTrunk());
        await trunk.Says("Geregistreerd", () => $"{provider.Output}\n{parts.Pbx.Log}");
        var anna = await _office.Anna();

        await outside.Dial("31205550101");
        await anna.Has("incoming");
        await anna.Answer();
        await outside.Talks();
        await anna.Hears(Tone.High);
        await outside.Hears(Tone.Low);
        await anna.HangUp();
        await outside.Ended();
        await anna.HasNoCalls();

        await anna.Dial("0612345678");
        await outside.Rings();
        await outside.Answer();
        await outside.Talks();
        await anna.Hears(Tone.High);
        await outside.Hears(Tone.Low);
        await outside.HangUp();
        await anna.HasNoCalls();
    }

    async Task<Phone> AnnaCallsThePhone()
    {
        var anna = await _office.Anna();
        await anna.Dial("202");
        await BramsPhone.Rings();
        await anna.Has("ringing-out");
        await BramsPhone.Answer();
        await BramsPhone.Talks();
        await anna.Has("active");
        await anna.Hears(Tone.High);
        await BramsPhone.Hears(Tone.Low);
        return anna;
    }
}
