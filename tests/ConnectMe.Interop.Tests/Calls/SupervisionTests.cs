using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;
using Microsoft.Playwright;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Bram and Joost talk with desk phones of another maker; Anna supervises from her browser. Who hears whom is measured at all three.</summary>
public sealed class SupervisionTests(BrowsersAndPhone parts) : IClassFixture<BrowsersAndPhone>, IAsyncLifetime
{
    readonly Office _office = new(parts.Browsers, parts.Pbx.Web.ToString(), () => parts.Pbx.Log);
    BaresipPhone? _joost;
    Phone? _anna;

    BaresipPhone Bram => parts.Phone;
    BaresipPhone Joost => _joost!;
    Phone Anna => _anna!;

    public async ValueTask InitializeAsync()
    {
        using var administrator = await WebUser.SignIn(parts.Pbx, "anna");
        _joost = await BaresipPhone.Start(await administrator.AddPhone(parts.Pbx, "204"), Tone.Middle);
        await Joost.Registered();
        _anna = await _office.Anna();
        await Joost.Dial("202");
        await Bram.Rings();
        await Bram.Answer();
        await Joost.Hears(Tone.High);
    }

    public async ValueTask DisposeAsync()
    {
        await Bram.HangUp();
        await _office.DisposeAsync();
        if (_joost is not null)
        {
            await _joost.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_supervisor_listens_whispers_to_one_barges_in_after_a_tone_goes_and_comes_back_to_take_over()
    {
        await Anna.Page.GotoAsync("/admin/calls");
        await Anna.Line("ready");
        await ListenIn();
        await Anna.HearsMixture([Tone.Middle, Tone.High], [Tone.Low]);
        await Bram.HearsMixture([Tone.Middle], [Tone.Low, Tone.High]);
        await Joost.HearsMixture([Tone.High], [Tone.Low, Tone.Middle]);

        await Anna.Page.GetByRole(AriaRole.Button, new() { Name = "Fluisteren" }).ClickAsync();
        await Bram.HearsMixture([Tone.Low, Tone.Middle], [Tone.High]);
        await Joost.HearsMixture([Tone.High], [Tone.Low, Tone.Middle]);

        await Anna.Page.GetByRole(AriaRole.Button, new() { Name = "Meepraten" }).ClickAsync();
        await Joost.HearsMixture([Tone.Low, Tone.High], [Tone.Middle]);
        await Bram.HearsMixture([Tone.Low, Tone.Middle], [Tone.High]);
        Assert.True(Joost.Heard().HasHad(1400), "a tone said that somebody takes part");
        Assert.True(Bram.Heard().HasHad(1400), "a tone said that somebody takes part");

        await Anna.HangUp();
        await Anna.HasNoCalls();
        await Joost.Hears(Tone.High);
        await Bram.Hears(Tone.Middle);

        await ListenIn();
        await Anna.Press("Overnemen");
        await Bram.Ended();
        await Anna.Says("In gesprek");
        await Joost.HearsMixture([Tone.Low], [Tone.Middle, Tone.High]);
        await Anna.HearsMixture([Tone.Middle], [Tone.Low, Tone.High]);
        await Joost.HangUp();
        await Anna.HasNoCalls();
    }

    [Fact]
    public async Task Who_has_not_the_right_is_refused()
    {
        var sanne = await _office.SignedIn("sanne", await parts.Browsers.Chromium(Tone.Low));
        sanne.Means("403");

        Assert.Equal(403, await Post(sanne, "/supervision", "target=202&mode=Listen"));

        await sanne.HearsNothingMore();
        await Joost.HearsMixture([Tone.High], [Tone.Low, Tone.Middle]);
        await Joost.HangUp();
        await Bram.Ended();
    }

    async Task ListenIn()
    {
        await Anna.Page.GetByRole(AriaRole.Button, new() { Name = "Luister mee bij Bram Hofstra" }).ClickAsync();
        await Anna.Says("Je luistert mee");
    }

    /// <summary>What a button of the supervisor's page sends.</summary>
    static Task<int> Post(Phone who, string url, string fields) =>
        who.Page.EvaluateAsync<int>(
            """
            async ([url, fields]) => {
              const { post } = await import('/js/fence.js');
              const response = await post(url, Object.fromEntries(new URLSearchParams(fields)));
              return response.status;
            }
            """,
            new[] { url, fields }
        );
}
