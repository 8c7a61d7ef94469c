using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The page Queues and that of Administration, with mouse and keyboard.</summary>
public sealed class QueuesTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("A7-01", "M13-02", "M13-05", "M13-06", "M13.3-02", "B17")]
    public async Task A_group_is_made_is_moved_by_mouse_and_keyboard_and_who_signs_in_is_seen_by_others_at_once()
    {
        var (anna, sanne) = (await _office.Anna(), await _office.Sanne());
        anna.Means("the server responded with a status of 422");

        // Anna makes a group with the keyboard's help for what is wrong.
        await anna.Page.GotoAsync("/admin/queues/new");
        await anna.Page.Locator("#Input_Name").FillAsync("Bandenwissel");
        await anna.Page.Locator("#Input_Extension").FillAsync("203");
        await anna.Page.Locator("#skill-201").SelectOptionAsync("7");
        await anna.Page.Locator("#skill-203").SelectOptionAsync("4");
        await anna.Page.Locator("#queue-form button[type=submit]").ClickAsync();
        await Expect(anna.Page.Locator("#Input_Extension-e")).ToContainTextAsync("Sanne Bakker");
        await anna.Page.Locator("#Input_Extension").FillAsync("259");
        await anna.Page.Locator("#queue-form button[type=submit]").ClickAsync();
        var row = anna.Page.Locator("tr", new() { HasText = "Bandenwissel" });
        await Expect(row).ToContainTextAsync("259");
        var id = (await row.GetAttributeAsync("id"))!["queue-".Length..];

        // Both have its tile; Sanne signs in, and Anna sees it without doing anything.
        await anna.Page.GotoAsync($"/queues?queue={id}");
        await sanne.Page.GotoAsync("/queues");
        var hers = sanne.Page.GetByRole(AriaRole.Switch, new() { Name = "Aangemeld bij Bandenwissel" });
        await Expect(hers).Not.ToBeCheckedAsync();
        await Expect(anna.Page.Locator($"#tile-{id}.tile--red")).ToBeVisibleAsync();
        await hers.ClickAsync();
        await Expect(anna.Page.Locator("#agents tr", new() { HasText = "Sanne Bakker" }).Locator("td").Last)
            .ToContainTextAsync("Aangemeld");
        await Expect(anna.Page.Locator($"#tile-{id}")).ToContainTextAsync("1/1");
        await Expect(anna.Page.Locator($"#tile-{id}.tile--red")).ToHaveCountAsync(0);
        await Expect(anna.Page.Locator("#agents tr", new() { HasText = "Sanne Bakker" })).ToContainTextAsync("Beschikbaar");
        await AccessibilityTests.Passes(anna, "agents of a group");

        // The order is her own: dragged, and moved with the keyboard.
        await sanne.Page.GetByRole(AriaRole.Button, new() { Name = "Sorteren en statistieken" }).ClickAsync();
        await sanne.Page.GetByRole(AriaRole.Radio, new() { Name = "Eigen volgorde (slepen)" }).ClickAsync();
        await Expect(sanne.Page.Locator("#tiles[data-queues=own]")).ToBeVisibleAsync();
        await sanne.Page.Keyboard.PressAsync("Escape");
        await Order(sanne, "Bandenwissel", "Receptie");
        await sanne.Page.Locator($"#tile-{id}").DragToAsync(sanne.Page.Locator("#tiles .tile", new() { HasText = "Receptie" }));
        await Order(sanne, "Receptie", "Bandenwissel");
        await sanne.Page.ReloadAsync();
        await Order(sanne, "Receptie", "Bandenwissel");
        await sanne.Page.Locator($"#move-{id}").FocusAsync();
        await sanne.Page.Keyboard.PressAsync("ArrowLeft");
        await Order(sanne, "Bandenwissel", "Receptie");
        await Expect(sanne.Page.Locator($"#move-{id}")).ToBeFocusedAsync();
        await sanne.Page.ReloadAsync();
        await Order(sanne, "Bandenwissel", "Receptie");

        // The supervisor of the reception chooses what she sees of it, and hangs it on the wall.
        await anna.Page.GotoAsync("/queues");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Sorteren en statistieken" }).ClickAsync();
        await anna.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Totaal aantal oproepen" }).CheckAsync();
        await Expect(anna.Page.Locator(".stat[data-figure=Total]")).ToContainTextAsync("laatste uur");
        await AccessibilityTests.Passes(anna, "figures of the groups");
        await anna.Page.Keyboard.PressAsync("Escape");
        var opened = await anna.Page.RunAndWaitForPopupAsync(() =>
            anna.Page.GetByRole(AriaRole.Link, new() { Name = "Scherm voor aan de wand" }).ClickAsync()
        );
        var wall = opened.Locator(".wq1", new() { HasText = "Receptie" });
        await Expect(wall).ToContainTextAsync("2/3"); // Noor has no browser open
        await sanne.Page.GetByRole(AriaRole.Switch, new() { Name = "Aangemeld bij Receptie" }).ClickAsync();
        await Expect(wall).ToContainTextAsync("1/2");
        await sanne.Page.GetByRole(AriaRole.Switch, new() { Name = "Aangemeld bij Receptie" }).ClickAsync();
        await Expect(wall).ToContainTextAsync("2/3");
        await opened.CloseAsync();

        await anna.Page.GotoAsync("/admin/queues");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Acties voor Bandenwissel" }).ClickAsync();
        await anna.Page.Locator("[popover]:popover-open .bad").ClickAsync();
        await anna.Page.Locator("dialog[open] .btn--bad").ClickAsync();
        await Expect(anna.Page.Locator($"#queue-{id}")).ToHaveCountAsync(0);
        await Expect(sanne.Page.Locator($"#tile-{id}")).ToHaveCountAsync(0);
    }

    static Task Order(Phone phone, params string[] names) => Expect(phone.Page.Locator("#tiles .ql")).ToHaveTextAsync(names);
}
