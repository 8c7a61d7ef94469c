using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class SignInTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData("noor")]
    [InlineData("noor@garagehofstra.example")]
    [Spec("M2-02")]
    public async Task Signing_in_takes_a_username_or_an_email_address(string name)
    {
        var noor = await _office.Visitor(await browsers.Chromium(Tone.Low));

        await noor.SignIn(name);

        await Expect(noor.Page).ToHaveURLAsync(new Regex("/calls$"));
        await Expect(noor.Page.Locator("[popovertarget=pop-me]")).ToHaveAttributeAsync("aria-label", "Mijn profiel, Noor van den Berg");
    }

    [Fact]
    [Spec("M2-02")]
    public async Task A_wrong_password_is_refused_in_words_that_tell_nothing_of_accounts()
    {
        var visitor = await _office.Visitor(await browsers.Chromium(Tone.Low));
        visitor.Means("the server responded with a status of 422");

        await visitor.SignIn("fatima", "not-the-password");
        var refusal = await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert).InnerTextAsync();
        await visitor.SignIn("nobody-of-this-name", "not-the-password");

        await Expect(visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToHaveTextAsync(refusal);
    }

    [Fact]
    [Spec("M2-07")]
    public async Task The_page_is_Dutch_until_English_is_chosen_and_stays_so_after_signing_in()
    {
        var noor = await _office.Visitor(await browsers.Chromium(Tone.Low), options => options.Locale = "en-GB");
        await noor.Page.GotoAsync("/sign-in");
        await Expect(noor.Page.Locator("html")).ToHaveAttributeAsync("lang", "nl");
        await Expect(noor.Page.Locator("h1")).ToHaveTextAsync("Inloggen");

        await noor.Page.Locator("select[name=culture]").SelectOptionAsync("en");

        await Expect(noor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await noor.SignIn("noor");
        await Expect(noor.Page).ToHaveURLAsync(new Regex("/calls$"));
        await Expect(noor.Page.Locator("h1")).ToHaveTextAsync("Calls");
    }
}
