namespace ConnectMe.EndToEnd.Tests;

/// <summary>The measuring itself: what the ear says of sounds that are known, and axe of a page.</summary>
public sealed class HarnessTests(Browsers browsers)
{
    [Theory]
    [InlineData("low")]
    [InlineData("middle")]
    [InlineData("high")]
    public async Task A_microphone_that_is_sent_through_a_peer_connection_is_heard_as_its_tone(string name)
    {
        var tone = Tone.All.Single(t => t.Name == name);
        var browser = await browsers.Chromium(tone);
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.RouteAsync(
            "**/*",
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><audio id=line-audio>" })
        );
        await context.AddInitScriptAsync(Office.EarScript);
        await page.GotoAsync("http://127.0.0.1:9/");
        var phone = new Phone(context, page);

        await page.EvaluateAsync(Loop);

        await phone.Hears(tone);
        var from = await phone.Now();
        await phone.HearsLong(tone, from, frames: 50);
        await phone.HeardWithoutInterruption(tone, from, milliseconds: 100);
    }

    [Fact]
    public async Task A_picture_without_words_is_what_axe_complains_of()
    {
        var browser = await browsers.Chromium(Tone.Low);
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<!doctype html><html lang=en><title>A</title><main><h1>A</h1><img src='data:,'></main>");

        var wrong = await Record.ExceptionAsync(() => AccessibilityTests.Passes(new Phone(context, page), "a picture"));

        Assert.Contains("image-alt", wrong?.Message, StringComparison.Ordinal);
    }

    const string Loop = """
        async () => {
          const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
          one.onicecandidate = (e) => other.addIceCandidate(e.candidate);
          other.onicecandidate = (e) => one.addIceCandidate(e.candidate);
          other.ontrack = (e) => { const a = document.getElementById('line-audio'); a.srcObject = e.streams[0]; a.muted = true; a.play(); };
          const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
          const media = await navigator.mediaDevices.getUserMedia({ audio: plain });
          one.addTrack(media.getAudioTracks()[0], media);
          await one.setLocalDescription();
          await other.setRemoteDescription(one.localDescription);
          await other.setLocalDescription();
          await one.setRemoteDescription(other.localDescription);
        }
        """;
}
