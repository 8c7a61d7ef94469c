using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>Anna has no mouse: everything one does with calls, one after the other, with keys alone. Bram and Sanne click.</summary>
public sealed class KeyboardTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("B24")]
    public async Task Everything_one_does_with_a_call_is_done_with_the_keyboard_alone()
    {
        var (anna, bram, sanne) = (await _office.Anna(), await _office.Bram(), await _office.Sanne());

        await Press(anna, "Alt+k");
        await Type(anna, "202");
        await Press(anna, "Enter");
        await bram.Has("incoming");
        await bram.Answer();
        await anna.Has("active");
        await bram.Hears(Tone.Low);

        await Press(anna, "Alt+m");
        await bram.HearsNothingMore();
        await Expect(Button(anna, "Microfoon aan")).ToBeVisibleAsync();
        await Press(anna, "Alt+m");
        await bram.Hears(Tone.Low);
        await Press(anna, "Alt+w");
        await bram.HearsMusic();
        await anna.Has("held");
        await Press(anna, "Alt+w");
        await bram.Hears(Tone.Low);

        await GoesToTheWidget(anna);
        await TabsTo(anna, Button(anna, "Toetsenblok"));
        await Press(anna, "Enter");
        await Type(anna, "1");
        await Expect(anna.Widget.GetByLabel("Ingetoetste cijfers")).ToHaveValueAsync("1");
        await Press(anna, "Escape");

        await Choose(anna, "Alt+d");
        await Press(anna, "Tab");
        await Expect(Button(anna, "Ruggespraak met Sanne Bakker")).ToBeFocusedAsync();
        await Press(anna, "Enter");
        await sanne.Has("incoming");
        await sanne.Answer();
        await anna.Hears(Tone.High);
        await GoesToTheWidget(anna);
        await TabsTo(anna, Button(anna, "Terugnemen"));
        await Press(anna, "Enter");
        await sanne.HasNoCalls();
        await anna.Hears(Tone.Middle);

        await Choose(anna, "Alt+i");
        await Press(anna, "Enter");
        await sanne.Has("incoming");
        await sanne.Answer();
        await sanne.Has("active");
        await GoesToTheWidget(anna);
        await TabsTo(anna, Button(anna, "Voor iedereen beëindigen"));
        await Press(anna, "Enter");
        await bram.HasNoCalls();
        await sanne.HasNoCalls();
        await anna.HasNoCalls();

        await bram.Dial("201");
        await anna.Has("incoming");
        await Press(anna, "Alt+a");
        await anna.Has("active");
        await Press(anna, "Alt+p");
        await bram.HearsMusic();
        await GoesTo(anna, "nav");
        await TabsTo(anna, anna.Page.Locator("#nav a[href='/queues']"));
        await Press(anna, "Enter");
        await GoesTo(anna, "main");
        await TabsTo(anna, anna.Page.GetByRole(AriaRole.Button, new() { Name = "Ophalen: Bram Hofstra" }));
        await Press(anna, "Enter");
        await bram.Hears(Tone.Low);

        await Choose(anna, "Alt+d");
        await Press(anna, "Enter");
        await sanne.Has("incoming");
        await anna.HasNoCalls();
        await sanne.Answer();
        await bram.Hears(Tone.High);
        await sanne.HangUp();

        await sanne.Dial("201");
        await anna.Has("incoming");
        await Press(anna, "Alt+h");
        await sanne.HasNoCalls();
    }

    /// <summary>Opens a picker, types what Sanne's name begins with, and goes to the first thing that can be done with her.</summary>
    static async Task Choose(Phone anna, string picker)
    {
        await Press(anna, picker);
        var found = anna.Widget.Locator("[data-targets] li:visible");
        await Expect(found).Not.ToHaveCountAsync(0);
        await Type(anna, "San");
        await Expect(found).ToHaveCountAsync(1);
        await Press(anna, "ArrowDown");
        await Expect(found.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
    }

    static Task GoesToTheWidget(Phone phone) => GoesTo(phone, "call-widget");

    /// <summary>With F6, from region to region.</summary>
    static async Task GoesTo(Phone phone, string region)
    {
        for (var pressed = 0; pressed < 4; pressed++)
        {
            await Press(phone, "F6");
            if (await phone.Page.EvaluateAsync<bool>("id => document.getElementById(id).contains(document.activeElement)", region))
            {
                return;
            }
        }

        Assert.Fail($"F6 does not lead to {region}");
    }

    static async Task TabsTo(Phone phone, ILocator wanted)
    {
        await Expect(wanted).ToBeVisibleAsync(new() { Timeout = Phone.Patience });
        for (var pressed = 0; pressed < 40; pressed++)
        {
            if (await wanted.EvaluateAsync<bool>("wanted => wanted === document.activeElement"))
            {
                return;
            }

            await Press(phone, "Tab");
        }

        Assert.Fail($"Tab does not lead to {wanted}");
    }

    static Task Press(Phone phone, string key) => phone.Page.Keyboard.PressAsync(key);

    static Task Type(Phone phone, string text) => phone.Page.Keyboard.TypeAsync(text);

    static ILocator Button(Phone phone, string name) => phone.Widget.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
