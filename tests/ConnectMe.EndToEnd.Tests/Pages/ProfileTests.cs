using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>A person's own photo, note and times, and what a colleague sees of it in a page that is open all the while.</summary>
public sealed class ProfileTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M1.1-12", "M1.1-14", "M4.6-01", "M4.6-02", "M14.1-01", "M14.1-02", "M14.4-01")]
    public async Task A_photo_cut_with_the_keyboard_and_a_note_are_seen_by_a_colleague_at_once()
    {
        var noor = await _office.SignedIn("noor", await browsers.Chromium(Tone.Low));
        var bram = await _office.Bram();
        await bram.Page.GotoAsync("/contacts");
        var row = bram.Page.Locator(".lst .itw", new() { HasText = "Noor van den Berg" });
        await Expect(row.Locator("img")).ToHaveCountAsync(0);

        await noor.Page.Locator("[popovertarget=pop-me]").ClickAsync();
        await Expect(noor.Page.Locator("#pop-me")).ToContainTextAsync("+31 20 555 0106");
        await Expect(noor.Page.Locator("#pop-me")).ToContainTextAsync("noor@garagehofstra.example");
        await noor.Page.Locator("#me-note").FillAsync("Tot 12:30 aan de balie");
        await noor.Page.Keyboard.PressAsync("Tab"); // leaving the field saves
        await Expect(row.Locator("[data-note-of]")).ToHaveTextAsync("Tot 12:30 aan de balie");
        await noor.Page.GetByRole(AriaRole.Link, new() { Name = "Mijn profiel" }).ClickAsync();
        await Expect(noor.Page.Locator("#note")).ToHaveValueAsync("Tot 12:30 aan de balie");

        await noor
            .Page.Locator("#photo")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "foto.png",
                    MimeType = "image/png",
                    Buffer = await Picture(noor.Page),
                }
            );
        var crop = noor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Foto bijsnijden" });
        await Expect(crop).ToBeVisibleAsync();
        await AccessibilityTests.Passes(noor, "cropping a photo");
        await crop.GetByLabel("Naar links of rechts").FocusAsync();
        await noor.Page.Keyboard.PressAsync("End"); // the green right side, not the red middle
        await crop.GetByRole(AriaRole.Button, new() { Name = "Deze foto gebruiken" }).FocusAsync();
        await noor.Page.Keyboard.PressAsync("Enter");

        await Expect(row.Locator("img")).ToBeVisibleAsync(); // without a reload
        await Expect(noor.Page.Locator("header .me img")).ToBeVisibleAsync();
        int[] green = [0, 1, 0];
        Assert.Equal(green, await Middle(row.Locator("img")));

        await noor.Page.GotoAsync("/settings/language");
        await noor.Page.GetByRole(AriaRole.Switch, new() { Name = "Alleen in deze browser" }).PressAsync("Space");
        await Expect(noor.Page.Locator("#where-it-holds")).ToContainTextAsync("Deze browser heeft eigen keuzes");
        await noor.Page.RunAndWaitForResponseAsync(
            () => noor.Page.GetByRole(AriaRole.Radio, new() { Name = "2:05 PM" }).PressAsync("Space"),
            "**/settings/language"
        );
        await Expect(noor.Page.Locator("#language-form [role=status]")).ToContainTextAsync("Opgeslagen");
        await noor.Page.GotoAsync("/settings/security");
        await Expect(noor.Page.Locator("#sessions")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[0-9]:[0-9]{2} (AM|PM)"));

        await noor.Page.GotoAsync("/settings/profile");
        await noor.Page.Locator("#remove-photo").ClickAsync();
        await Expect(row.Locator("img")).ToHaveCountAsync(0);
        await noor.Page.Locator("#note").FillAsync("");
        await noor.Page.Keyboard.PressAsync("Tab");
        await Expect(row.Locator("[data-note-of]")).ToHaveTextAsync("");
    }

    /// <summary>Wide: red in the middle, green at the right.</summary>
    static async Task<byte[]> Picture(IPage page) =>
        Convert.FromBase64String(
            await page.EvaluateAsync<string>(
                """
                () => {
                  const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 300 });
                  const pen = canvas.getContext('2d');
                  pen.fillStyle = '#f00';
                  pen.fillRect(0, 0, 600, 300);
                  pen.fillStyle = '#0f0';
                  pen.fillRect(600, 0, 300, 300);
                  return canvas.toDataURL('image/png').split(',')[1];
                }
                """
            )
        );

    /// <summary>The colour in its middle, each part as 0 or 1.</summary>
    static Task<int[]> Middle(ILocator image) =>
        image.EvaluateAsync<int[]>(
            """
            async (image) => {
              await image.decode();
              const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
              const pen = canvas.getContext('2d');
              pen.drawImage(image, image.naturalWidth / 2, image.naturalHeight / 2, 1, 1, 0, 0, 1, 1);
              return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => (part > 128 ? 1 : 0));
            }
            """
        );
}
