using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class PeopleTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("A2-01")]
    public async Task An_administrator_adds_finds_and_deactivates_somebody_without_leaving_the_page()
    {
        var anna = await _office.Visitor(await browsers.Chromium(Tone.Low));
        anna.Means("the server responded with a status of 422");
        await anna.SignIn("anna");
        await anna.Page.GotoAsync("/admin/people/new");
        foreach (
            var (field, value) in new[]
            {
                ("Name", "Xandra Post"),
                ("Extension", "201"),
                ("UserName", "xandra"),
                ("Email", "xandra@garagehofstra.example"),
            }
        )
        {
            await anna.Page.Locator($"#Input_{field}").FillAsync(value);
        }

        await anna.Page.Locator("#person button[type=submit]").ClickAsync();
        await Expect(anna.Page.Locator("#Input_Extension-e")).ToContainTextAsync("Anna de Vries");
        await anna.Page.Locator("#Input_Extension").FillAsync("391");
        await anna.Page.Locator("#person button[type=submit]").ClickAsync();

        await anna.Page.Locator("input[type=search][data-filter]").FillAsync("xan");
        var rows = anna.Page.Locator("#people tbody tr");
        await Expect(rows.Filter(new() { Visible = true })).ToHaveCountAsync(1);
        await Expect(rows.Filter(new() { Visible = true })).ToContainTextAsync("Uitgenodigd");
        await anna.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Acties voor Xandra Post" }).ClickAsync();
        await anna.Page.Locator("[popover]:popover-open .bad").ClickAsync();
        await anna.Page.Locator("dialog[open] .btn--bad").ClickAsync();

        var gone = anna.Page.Locator("#people tr", new() { HasText = "Xandra" });
        await Expect(gone).ToContainTextAsync("Gedeactiveerd");
        var id = (await gone.GetAttributeAsync("id"))!["person-".Length..];
        foreach (var page in new[] { "copy", "erase" }) // of who has left
        {
            await anna.Page.GotoAsync($"/admin/people/{id}/{page}");
            await Expect(anna.Page.Locator("main h1").First).ToBeVisibleAsync();
            await AccessibilityTests.Passes(anna, page);
        }
    }
}
