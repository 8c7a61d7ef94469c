using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The contacts page with a keyboard, in a call and in both languages.</summary>
public sealed class ContactsTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M6.3.16-01", "M10-06", "M10-07")]
    public async Task In_a_call_a_card_is_opened_with_the_keyboard_and_a_click_on_an_address_mails_what_the_call_is_about()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Contacten", Exact = true }).ClickAsync();
        var row = anna.Page.Locator(".lst .itw a.row", new() { HasText = "Sanne Bakker" });
        await row.FocusAsync();
        await anna.Page.Keyboard.PressAsync("Enter");
        var card = anna.Page.GetByRole(AriaRole.Dialog, new() { Name = "Contactkaart Sanne Bakker" });
        await Expect(card).ToBeFocusedAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Favoriet" }).ClickAsync();
        await Expect(anna.Page.Locator("#mine .row", new() { HasText = "Sanne Bakker" })).ToBeVisibleAsync();
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Favoriet" })).ToHaveAttributeAsync("aria-pressed", "true");

        var mail = Uri.UnescapeDataString(await Clicked(anna, card.Locator("a[href^=mailto]")));
        Assert.StartsWith("mailto:sanne@garagehofstra.example?subject=Terugbelverzoek: Bram Hofstra&body=", mail, StringComparison.Ordinal);
        Assert.Contains("\r\nNummer: 202\r\n", mail, StringComparison.Ordinal);
        Assert.StartsWith(
            "mailto:bram@garagehofstra.example?subject=",
            await Clicked(anna, anna.Widget.Locator("a[href^=mailto]")),
            StringComparison.Ordinal
        );
        await bram.Hears(Tone.Low); // the call went on

        await card.FocusAsync();
        await anna.Page.Keyboard.PressAsync("Escape");
        await Expect(card).ToHaveCountAsync(0);
        await Expect(row).ToBeFocusedAsync();
        await anna.HangUp();
        await anna.HasNoCalls();
        await row.ClickAsync();
        Assert.Equal("mailto:sanne@garagehofstra.example", await Clicked(anna, card.Locator("a[href^=mailto]")));
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    [Spec("M10.1-01")]
    public async Task The_pages_of_contacts_pass(string language)
    {
        var anna = await _office.Visitor(await browsers.Chromium(Tone.Low));
        await anna.Page.GotoAsync("/sign-in");
        await anna.Page.Locator("select[name=culture]").SelectOptionAsync(language);
        await Expect(anna.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await anna.SignIn("anna");
        await anna.Page.GotoAsync("/contacts");
        await AccessibilityTests.Passes(anna, "contacts");

        await anna.Page.Locator("[popovertarget=contacts-more]").ClickAsync();
        await AccessibilityTests.Passes(anna, "import and export");
        await anna.Page.Locator("#contacts-more a[href='/contacts/import']").ClickAsync();
        await anna
            .Page.Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "klanten.csv",
                    MimeType = "text/csv",
                    Buffer = "Voornaam;Achternaam;Mobiel\nEva;Mulder;0612345678\nWil;de Groot;geen\n"u8.ToArray(),
                }
            );
        await anna.Page.Locator("#import [type=submit]").ClickAsync();
        await Expect(anna.Page.Locator("#import-refused li")).ToHaveCountAsync(1);
        await AccessibilityTests.Passes(anna, "a preview of what will be imported");
        await anna.Page.Locator("#confirm-import").ClickAsync();
        await anna.Page.Locator("#undo-import").ClickAsync();
        await Expect(anna.Page.Locator("#undo-import")).ToHaveCountAsync(0);
        await Expect(anna.Page.Locator("#contacts-listed")).Not.ToContainTextAsync("Eva Mulder");

        anna.Means("422");
        await anna.Page.Locator("#add-contact").ClickAsync();
        await anna.Page.Locator("#number-0").FillAsync("020 555 01");
        await anna.Page.Locator("#contact [type=submit].btn--p").ClickAsync();
        await Expect(anna.Page.Locator("#number-0-e")).ToBeVisibleAsync();
        await AccessibilityTests.Passes(anna, "a contact that can't be");

        await anna.Page.Locator("#Input_FirstName").FillAsync("Karin");
        await anna.Page.Locator("#Input_LastName").FillAsync("Postma");
        await anna.Page.Locator("#Input_Company").FillAsync("Autobedrijf Postma");
        await anna.Page.Locator("#number-0").FillAsync("020 555 0191");
        await anna.Page.Locator("#another-number").ClickAsync();
        await anna.Page.Locator("#number-2").FillAsync("06 1234 5678");
        await anna.Page.Locator("#contact [type=submit].btn--p").ClickAsync();
        await Expect(anna.Page.Locator(".side h2").First).ToHaveTextAsync("Karin Postma");
        await AccessibilityTests.Passes(anna, "contact card");

        await anna.Page.Locator("[popovertarget=card-more]").ClickAsync();
        await anna.Page.Locator("[data-opens=block-contact]").ClickAsync();
        await AccessibilityTests.Passes(anna, "asks before it blocks");
        await anna.Page.Locator("#block-contact .btn--bad").ClickAsync();
        await Expect(anna.Page.Locator("[id^=blocked-]")).ToHaveCountAsync(2);
        await AccessibilityTests.Passes(anna, "blocked");

        await anna.Page.Locator("[popovertarget=card-more]").ClickAsync();
        await anna.Page.Locator("[data-opens=remove-contact]").ClickAsync();
        await anna.Page.Locator("#remove-contact .btn--bad").ClickAsync();
        await Expect(anna.Page.Locator("#restore")).ToBeVisibleAsync();
        await AccessibilityTests.Passes(anna, "removed");
        while (await anna.Page.Locator("[id^=blocked-] button").CountAsync() is var left and > 0)
        {
            await anna.Page.Locator("[id^=blocked-] button").First.ClickAsync();
            await Expect(anna.Page.Locator("[id^=blocked-]")).ToHaveCountAsync(left - 1);
        }
    }

    /// <summary>What the mail program would be opened with.</summary>
    static async Task<string> Clicked(Phone phone, ILocator link)
    {
        await phone.Page.EvaluateAsync(
            "addEventListener('click', (e) => e.target.closest('a[href^=mailto]') && e.preventDefault(), { once: true })"
        );
        await link.ClickAsync();
        return (await link.GetAttributeAsync("href"))!;
    }
}
