using ConnectMe.Interop.Tests.Hosting;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Bram's calls go to Sanne, between desk phones of another maker: the caller's INVITE is answered by somebody else than it was for.</summary>
public sealed class ForwardingTests(DemoPbx demo) : ThreePhones(demo)
{
    const string Available = "5a7a7000-0000-8000-8000-000000000001";
    const string Lunch = "5a7a7000-0000-8000-8000-000000000003";

    [Fact]
    [Spec("M4.3-01", "M4.3-02")]
    public async Task All_calls_ring_at_the_colleague_alone_while_the_switch_is_on()
    {
        using var bram = await WebUser.SignIn(Demo.Running, "bram");
        await Forward(bram, isOn: true);
        await Anna.Dial("202");
        await Sanne.Rings();
        await Anna.HearsRinging();
        await Sanne.Answer();
        await Anna.Talks();

        await Anna.Hears(Tone.Middle);
        await Sanne.Hears(Tone.Low);
        await Anna.HangUp();
        await Sanne.Ended();

        await Forward(bram, isOn: false);
        await Anna.Dial("202");
        await Bram.Rings();
        await Bram.Answer();
        await Anna.Hears(Tone.High);
        await Bram.HangUp();
        await Anna.Ended();
    }

    [Fact]
    [Spec("A6-02", "M4.4-01")]
    public async Task Not_answered_in_the_time_of_the_status_the_call_goes_on_to_the_colleague()
    {
        using var anna = await WebUser.SignIn(Demo.Running, "anna");
        using var bram = await WebUser.SignIn(Demo.Running, "bram");
        await StandsIn(anna, "Sanne Bakker");
        await bram.Do("/calls", $"/presence/status/{Lunch}", []);

        await Anna.Dial("202");
        await Bram.Rings();
        await Bram.Ended();
        await Sanne.Rings();
        await Sanne.Answer();

        await Anna.Hears(Tone.Middle);
        await Sanne.Hears(Tone.Low);
        await Sanne.HangUp();
        await Anna.Ended();
        await bram.Do("/calls", $"/presence/status/{Available}", []);
    }

    static Task Forward(WebUser user, bool isOn) =>
        user.Do("/calls", $"/settings/status/{Available}", new() { ["number"] = "203", ["isOn"] = isOn ? "true" : "false" });

    /// <summary>Who is at lunch is rung for five seconds.</summary>
    static async Task StandsIn(WebUser administrator, string colleague)
    {
        var page = await administrator.Open($"/admin/statuses/{Lunch}");
        var stand = page.QuerySelectorAll("select[name='Input.Fixed.Colleague'] option")
            .Single(option => option.TextContent.Contains(colleague, StringComparison.Ordinal));
        await administrator.Do(
            "/calls",
            $"/admin/statuses/{Lunch}",
            new()
            {
                ["Input.Dutch"] = "Lunch",
                ["Input.English"] = "Lunch",
                ["Input.Disc"] = "away",
                ["Input.Fixed.Rings"] = "Chosen",
                ["Input.Fixed.Seconds"] = "5",
                ["Input.Fixed.Then"] = "Colleague",
                ["Input.Fixed.Colleague"] = stand.GetAttribute("value")!,
                ["Input.Mobile.Rings"] = "Chosen",
                ["Input.Mobile.Seconds"] = "20",
                ["Input.Mobile.Then"] = "Nobody",
            }
        );
    }
}
