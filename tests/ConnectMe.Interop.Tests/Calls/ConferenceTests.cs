using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>
/// Four in a conference: Anna and Sanne with browsers, Bram and Joost with desk phones of another maker. Each says a tone of their own, and after every
/// step who hears whom is measured at all four.
/// </summary>
public sealed class ConferenceTests(BrowsersAndPhone parts) : IClassFixture<BrowsersAndPhone>, IAsyncLifetime
{
    static readonly Tone[] Voices = [Tone.Low, Tone.Middle, Tone.High, Tone.Highest];

    readonly Office _office = new(parts.Browsers, parts.Pbx.Web.ToString(), () => parts.Pbx.Log);
    BaresipPhone? _joost;
    Phone? _anna;
    Phone? _sanne;

    BaresipPhone Bram => parts.Phone;
    BaresipPhone Joost => _joost!;
    Phone Anna => _anna!;
    Phone Sanne => _sanne!;

    public async ValueTask InitializeAsync()
    {
        using var administrator = await WebUser.SignIn(parts.Pbx, "anna");
        _joost = await BaresipPhone.Start(await administrator.AddPhone(parts.Pbx, "204"), Tone.Highest);
        await Joost.Registered();
        _anna = await _office.Anna();
        _sanne = await _office.SignedIn("sanne", await parts.Browsers.Chromium(Tone.Middle));
    }

    public async ValueTask DisposeAsync()
    {
        await Bram.HangUp();
        await Started.End(_office, _joost);
    }

    [Fact]
    [Spec("M6.4.8-01", "M6.4.8-02", "M6.4.8-03")]
    public async Task Two_browsers_and_two_phones_talk_together_and_who_hears_whom_is_as_the_initiator_says()
    {
        await AllFour();
        await Expect(Members).ToHaveCountAsync(3);
        await Sanne.Says("Anna de Vries"); // for the others it is an ordinary call
        await Expect(Sanne.Widget.Locator("[data-member]")).ToHaveCountAsync(0);

        await Anna.Press("Joost Visser dempen");
        await Hear(Anna, Tone.Middle, Tone.High);
        await Hear(Sanne, Tone.Low, Tone.High);
        await Bram.HearsMixture([Tone.Low, Tone.Middle], [Tone.High, Tone.Highest]);
        await Joost.HearsMixture([Tone.Low, Tone.Middle, Tone.High], [Tone.Highest]);

        await Anna.Press("Joost Visser dempen");
        await AllHearAll();

        await Anna.Press("Bram Hofstra verwijderen");
        await Bram.Ended();
        await Expect(Members).ToHaveCountAsync(2);
        await Hear(Anna, Tone.Middle, Tone.Highest);
        await Hear(Sanne, Tone.Low, Tone.Highest);
        await Joost.HearsMixture([Tone.Low, Tone.Middle], [Tone.High, Tone.Highest]);

        await Anna.Press("Verlaten");
        await Anna.HasNoCalls();
        await Anna.HearsNothingMore();
        await Hear(Sanne, Tone.Highest);
        await Joost.HearsMixture([Tone.Middle], [Tone.Low, Tone.High, Tone.Highest]);
        await Sanne.Says("Telefonische vergadering");

        await Sanne.HangUp();
        await Joost.Ended(); // one alone is no conversation
    }

    [Fact]
    public async Task The_initiator_holds_while_the_others_go_on_and_ends_it_for_all()
    {
        await AllFour();

        await Anna.Hold();
        await Anna.HearsNothingMore();
        await Hear(Sanne, Tone.High, Tone.Highest);
        await Bram.HearsMixture([Tone.Middle, Tone.Highest], [Tone.Low, Tone.High]);
        await Anna.Resume();
        await AllHearAll();

        await Anna.Press("Voor iedereen beëindigen");
        await Bram.Ended();
        await Joost.Ended();
        await Anna.HasNoCalls();
        await Sanne.HasNoCalls();
    }

    [Fact]
    public async Task Who_is_invited_and_refuses_is_left_out_and_the_initiator_is_told()
    {
        await Anna.Dial("202");
        await Bram.Rings();
        await Bram.Answer();
        await Anna.Has("active");
        await Invite("San", "Sanne Bakker");
        await Sanne.Has("incoming");
        await Anna.Says("Wordt gebeld…");

        await Sanne.Refuse();

        await Anna.Says("Sanne Bakker doet niet mee");
        await Expect(Members).ToHaveCountAsync(1);
        await Anna.Hears(Tone.High);
        await Bram.Hears(Tone.Low);
    }

    [Fact]
    [Spec("A3-01")]
    public async Task Whoever_dials_a_room_takes_part_and_who_is_alone_there_hears_music()
    {
        await Joost.Dial("240");
        await Joost.HearsMusic();

        await Anna.Dial("240");
        await Anna.Says("In Werkoverleg");
        await Expect(Members).ToHaveCountAsync(1);
        await Hear(Anna, Tone.Highest);
        await Sanne.Dial("240");
        await Hear(Anna, Tone.Middle, Tone.Highest);
        await Hear(Sanne, Tone.Low, Tone.Highest);
        await Joost.HearsMixture([Tone.Low, Tone.Middle], [Tone.High, Tone.Highest]);
        await Expect(Sanne.Widget.Locator("[data-member]")).ToHaveCountAsync(2); // each of the company sees the others

        await Anna.Press("Verlaten");
        await Hear(Sanne, Tone.Highest);
        await Sanne.Press("Verlaten");
        await Joost.HearsMusic();
        await Joost.HangUp();
    }

    ILocator Members => Anna.Widget.Locator("[data-member]");

    /// <summary>Anna calls Bram, and invites Sanne and Joost.</summary>
    async Task AllFour()
    {
        await Anna.Dial("202");
        await Bram.Rings();
        await Bram.Answer();
        await Anna.Has("active");

        await Invite("San", "Sanne Bakker");
        await Sanne.Has("incoming");
        await Sanne.Answer();
        await Sanne.Has("active");

        await Invite("204", "Joost Visser");
        await Joost.Rings();
        await Joost.Answer();
        await AllHearAll();
    }

    async Task Invite(string typed, string who)
    {
        await Anna.Page.Keyboard.PressAsync("Alt+i");
        await Anna.Widget.Locator(".ci input").FillAsync(typed);
        await Expect(Anna.Widget.Locator(".ci li")).ToHaveCountAsync(1);
        await Anna.Press($"{who} uitnodigen");
    }

    async Task AllHearAll()
    {
        await Hear(Anna, Tone.Middle, Tone.High, Tone.Highest);
        await Hear(Sanne, Tone.Low, Tone.High, Tone.Highest);
        await Bram.HearsMixture([Tone.Low, Tone.Middle, Tone.Highest], [Tone.High]);
        await Joost.HearsMixture([Tone.Low, Tone.Middle, Tone.High], [Tone.Highest]);
    }

    static Task Hear(Phone who, params Tone[] tones) => who.HearsMixture(tones, [.. Voices.Except(tones)]);
}
