using System.Text.RegularExpressions;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class SecondFactorTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    // A passkey belongs to a name; an address has none.
    readonly Office _office = new(host, browsers) { Url = host.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) };

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M2-08", "M2-09", "A10-01")]
    public async Task An_app_and_a_passkey_are_added_and_the_passkey_signs_in()
    {
        var fatima = await _office.Visitor(await browsers.Chromium(Tone.Low));
        var (page, keyboard) = (fatima.Page, fatima.Page.Keyboard);
        await PlugInAKey(fatima);
        await fatima.SignIn("fatima");
        await Expect(page).ToHaveURLAsync(new Regex("/calls$"));
        await page.GotoAsync("/second-factor");
        await AccessibilityTests.Passes(fatima, "choose a second step");

        await page.GotoAsync("/settings/security");
        await Add("App");
        await AccessibilityTests.Passes(fatima, "authenticator app");
        var secret = (await page.Locator("#secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await keyboard.TypeAsync(new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp());
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("#recovery-codes li")).ToHaveCountAsync(10);
        await AccessibilityTests.Passes(fatima, "recovery codes");
        await page.Locator(".step .btn--p").ClickAsync();
        await Add("Passkey");
        await AccessibilityTests.Passes(fatima, "make a passkey");
        await page.Locator("#step .btn--p").ClickAsync();
        await Expect(page.Locator("[id^=factor-Passkey]")).ToBeVisibleAsync();
        await AccessibilityTests.Passes(fatima, "security with factors");

        await page.GotoAsync("about:blank"); // the page's line would be asked for without cookies
        await fatima.Context.ClearCookiesAsync();
        await fatima.SignIn("fatima");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Bevestig dat jij het bent");
        await AccessibilityTests.Passes(fatima, "use a passkey");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Gebruik je authenticator-app" }).ClickAsync();
        await Expect(page.Locator(".otp input").First).ToBeFocusedAsync();
        await AccessibilityTests.Passes(fatima, "type the code");
        await page.GoBackAsync();
        await page.Locator("#step .btn--p").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/calls$"));

        async Task Add(string method)
        {
            await page.Locator($"a[href='/second-factor?method={method}']").ClickAsync();
            await page.Locator("#current").FillAsync(Phone.Password);
            await keyboard.PressAsync("Enter");
            await Expect(page.Locator("#step")).ToBeVisibleAsync();
        }
    }

    /// <summary>Chromium's own: a key that is touched at once.</summary>
    static async Task PlugInAKey(Phone phone)
    {
        var cdp = await phone.Context.NewCDPSessionAsync(phone.Page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }
}
