namespace ConnectMe.EndToEnd.Tests;

public sealed class HoldAndMuteTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M1.1-03", "M6.4.2-01", "M6.4.2-03", "M6.4.3-01")]
    public async Task A_held_party_hears_music_until_the_call_is_resumed()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);

        await anna.Hold();
        await anna.Has("held");
        await bram.HearsMusic();
        await bram.Says("Je staat in de wacht");
        await anna.HearsNothingMore();

        await anna.Resume();
        await anna.Has("active");
        await bram.Hears(Tone.Low);
        await anna.Hears(Tone.Middle);
    }

    [Fact]
    [Spec("M1.1-03", "M6.4.1-01")]
    public async Task Nothing_is_heard_of_someone_who_is_muted_and_they_hear_on()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);

        await anna.Mute();
        await bram.HearsSilence();
        await anna.Hears(Tone.Middle);

        await anna.Unmute();
        await bram.Hears(Tone.Low);
    }

    [Fact]
    [Spec("M1.1-04", "M6.4.2-02")]
    public async Task Placing_a_second_call_puts_the_first_on_hold_and_each_can_be_resumed()
    {
        var (anna, bram) = await Conversation.Between(_office);
        var sanne = await _office.Sanne();

        await anna.Calls(sanne, "203");

        await anna.Has("held");
        await bram.HearsMusic();
        await anna.Hears(Tone.High);
        await sanne.Hears(Tone.Low);

        await anna.Press("Hervat gesprek met Bram Hofstra");
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        await sanne.HearsMusic();
        await anna.Has("active");
        await anna.Has("held");
    }

    [Fact]
    [Spec("M1.1-04", "M6.4.2-04")]
    public async Task Answering_a_second_call_puts_the_first_on_hold()
    {
        var (anna, bram) = await Conversation.Between(_office);
        var sanne = await _office.Sanne();

        await sanne.Dial("201");
        await anna.Has("incoming");
        await anna.Hears(Tone.Middle);
        await anna.Answer();

        await anna.Hears(Tone.High);
        await sanne.Hears(Tone.Low);
        await bram.HearsMusic();

        await sanne.HangUp();
        await anna.Has("held");
        await anna.Resume();
        await bram.Hears(Tone.Low);
    }

    [Fact]
    [Spec("M4.2-02", "M6.4.6-01")]
    public async Task Digits_typed_during_a_call_are_heard_as_tones_by_the_other()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);

        await anna.Page.Locator("[data-action=keypad]").ClickAsync();
        var since = await bram.Now();
        await anna.Widget.Locator(".keys button[value='5']").ClickAsync();
        await bram.HearsDigit('5', since);

        since = await bram.Now();
        await anna.Widget.Locator(".keys button[value='#']").ClickAsync();
        await bram.HearsDigit('#', since);
        await bram.Hears(Tone.Low);
    }
}
