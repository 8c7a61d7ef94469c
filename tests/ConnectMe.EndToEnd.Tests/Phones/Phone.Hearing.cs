namespace ConnectMe.EndToEnd.Tests;

public sealed partial class Phone
{
    /// <summary>An upper bound for a busy machine, in ms: what is waited for comes much sooner. How soon is measured where that is the promise.</summary>
    internal const float Patience = 15_000;

    /// <summary>A moment on this page's clock, to measure from.</summary>
    public async Task<double> Now() => await Page.EvaluateAsync<double>("performance.now()");

    /// <summary>Waits until 200 ms in a row are the other's tone.</summary>
    public Task Hears(Tone tone) => HearsSound(tone.Name);

    /// <summary>Waits until all of these tones together are heard, and none of the others.</summary>
    /// <param name="others">Tones of who is not to be heard.</param>
    public async Task HearsMixture(IReadOnlyList<Tone> wanted, IReadOnlyList<Tone> others)
    {
        object[] arguments = [wanted.Select(tone => tone.Hertz).ToArray(), others.Select(tone => tone.Hertz).ToArray()];
        await Wait(
            "([wanted, others]) => ear.levels(wanted).every((l) => l > 0.04) && ear.levels(others).every((l) => l < 0.01)",
            arguments,
            $"{string.Join(" and ", wanted.Select(tone => tone.Name))} alone"
        );
    }

    public Task HearsMusic() => HearsSound("music");

    public Task HearsSilence() => HearsSound("silence");

    /// <summary>Waits until the line is quiet or sends nothing any more.</summary>
    public async Task HearsNothingMore() => await Wait("_ => ['', 'silence'].includes(ear.now())", "", "the end of all sound");

    /// <summary>Waits for the tone that says that it rings at the other side; it is on for 1 s in 5 and not as pure as a microphone's.</summary>
    public async Task HearsRinging(double since) => await Wait("since => ear.count(since, 'ringback') >= 4", since, "ringing");

    public async Task HearsDigit(char digit, double since) =>
        await Wait("([since, name]) => ear.count(since, name) >= 2", new object[] { since, $"digit:{digit}" }, $"the tone of {digit}");

    /// <summary>Whether a sound (music, silence) was there for at least 20 ms since a moment.</summary>
    public async Task<bool> Heard(string name, double since) =>
        await Page.EvaluateAsync<int>("([since, name]) => ear.count(since, name)", new object[] { since, name }) > 0;

    /// <summary>Since a moment there was not a single frame of this tone.</summary>
    public async Task HeardNothingOf(Tone tone, double since) =>
        Assert.Equal(0, await Page.EvaluateAsync<int>("([since, name]) => ear.count(since, name)", new object[] { since, tone.Name }));

    /// <summary>How long after a moment the tone was first heard for 20 ms.</summary>
    public async Task<double> FirstHeard(Tone tone, double since)
    {
        object[] arguments = [since, tone.Name];
        await Wait("([since, name]) => ear.first(since, name) !== null", arguments, $"the {tone.Name} tone");
        return await Page.EvaluateAsync<double>("([since, name]) => ear.first(since, name)", arguments);
    }

    /// <summary>No piece of other sound or silence within the tone since a moment was longer.</summary>
    public async Task HeardWithoutInterruption(Tone tone, double since, double milliseconds)
    {
        var longest = await Page.EvaluateAsync<double>(
            "([since, name]) => ear.interruption(since, name)",
            new object[] { since, tone.Name }
        );
        Assert.True(
            longest <= milliseconds,
            $"{Name} missed {longest} ms of the {tone.Name} tone: {await Page.EvaluateAsync<string>("ear.heard()")}"
        );
    }

    /// <summary>
    /// The longest time on the clock without the tone since a moment, in ms; 20 is none. Also counts when the page itself was too busy
    /// to listen, so for gaps that are expected.
    /// </summary>
    public async Task<double> LongestGap(Tone tone, double since) =>
        await Page.EvaluateAsync<double>("([since, name]) => ear.gap(since, name)", new object[] { since, tone.Name });

    /// <summary>Waits until so many frames of 20 ms of the tone were heard since a moment.</summary>
    public async Task HearsLong(Tone tone, double since, int frames) =>
        await Wait(
            "([since, name, frames]) => ear.count(since, name) >= frames",
            new object[] { since, tone.Name, frames },
            $"{frames} frames"
        );

    /// <summary>Waits until a sound (music, silence, a tone's name) was heard for so long since a moment.</summary>
    public async Task HearsLong(string sound, double since, int seconds) =>
        await Wait(
            "([since, name, frames]) => ear.count(since, name) >= frames",
            new object[] { since, sound, seconds * 50 },
            $"{seconds} s of {sound}"
        );

    /// <summary>When 20 ms of the tone are there for the first time from now, in ms since 1970.</summary>
    public Task<double> Begins(Tone tone) => Begins(tone.Name);

    /// <summary>The same for any sound (music, silence).</summary>
    public Task<double> Begins(string sound) => Page.EvaluateAsync<double>("name => ear.begins(name)", sound);

    public async Task<LineStatistics> Statistics() => await Page.EvaluateAsync<LineStatistics>("ear.stats()");

    async Task HearsSound(string name) => await Wait("name => ear.now() === name", name, name);

    async Task Wait(string condition, object argument, string wanted)
    {
        try
        {
            await Page.WaitForFunctionAsync(condition, argument, new() { Timeout = Patience, PollingInterval = 40 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Name} did not hear {wanted}, but: {await Page.EvaluateAsync<string>("ear.heard()")}");
        }
    }
}
