namespace ConnectMe.EndToEnd.Tests;

public sealed class FirefoxTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M2-01")]
    public async Task Firefox_and_Chromium_call_each_other_and_hear_each_other()
    {
        var joost = await _office.SignedIn("joost", await browsers.Firefox(Tone.High));
        var bram = await _office.Bram();

        await joost.Dial("202");
        await bram.Has("incoming");
        await bram.Answer();
        await joost.Hears(Tone.Middle);
        await bram.Hears(Tone.High);
        await joost.HangUp();
        await bram.HasNoCalls();

        await bram.Dial("204");
        await joost.Has("incoming");
        await joost.Answer();
        await joost.Hears(Tone.Middle);
        await bram.Hears(Tone.High);

        await joost.Hold();
        await bram.HearsMusic();
    }
}
