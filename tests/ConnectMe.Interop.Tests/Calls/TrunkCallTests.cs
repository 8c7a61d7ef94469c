using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>A desk phone and the telephone network, with Kamailio as the provider that we register with.</summary>
public sealed class TrunkCallTests(DemoPbx demo) : IAsyncLifetime
{
    Kamailio? _provider;
    WebUser? _administrator;
    TrunkTile? _trunk;
    BaresipPhone? _sanne;
    BaresipPhone? _outside;

    BaresipPhone Sanne => _sanne!;
    BaresipPhone Outside => _outside!;

    public async ValueTask InitializeAsync()
    {
        _provider = await Kamailio.Start();
        _outside = await BaresipPhone.Start(_provider.Telephone("31612345678"), Tone.High);
        await Outside.Registered();
        _administrator = await WebUser.SignIn(demo.Running, "anna");
        _trunk = await _administrator.AddTrunk(demo.Running, _provider.AsTrunk());
        _sanne = await BaresipPhone.Start(await _administrator.AddPhone(demo.Running, "203"), Tone.Low);
        await Sanne.Registered();
        await _trunk.Says("Geregistreerd", () => $"{_provider.Output}\n{demo.Running.Log}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_trunk is not null)
        {
            await _trunk.Remove();
        }

        _administrator?.Dispose();
        await Started.End(_sanne, _outside, _provider);
    }

    [Fact]
    [Spec("A4-01", "A4-02", "M7-01")]
    public async Task A_phone_calls_a_number_outside_and_is_called_from_there()
    {
        Assert.Contains("De trunk werkt", await _trunk!.Test(), StringComparison.Ordinal);
        using var sanne = await WebUser.SignIn(demo.Running, "sanne");

        await Sanne.Dial("0612345678");
        await Outside.Rings();
        await Sanne.HearsRinging();
        await Outside.Answer();
        await Sanne.Talks();
        await Sanne.Hears(Tone.High);
        await Outside.Hears(Tone.Low);
        await Outside.HangUp();
        await Sanne.Ended();
        await sanne.Says("Uitgaand: 06 12345678", "Telefoon");

        await Outside.Dial("31205550103");
        await Sanne.Rings();
        await Sanne.Answer();
        await Outside.Talks();
        await Sanne.Hears(Tone.High);
        await Outside.Hears(Tone.Low);
        await Sanne.HangUp();
        await Outside.Ended();
        await sanne.Says("06 12345678", " s ");
    }

    [Fact]
    [Spec("A3-01")]
    public async Task Somebody_outside_keys_in_the_PIN_of_a_conference_room_and_takes_part()
    {
        await _administrator!.Do(
            "/admin/rooms/new",
            "/admin/rooms/new",
            new()
            {
                ["Input.Name"] = "Leveranciers",
                ["Input.Extension"] = "241",
                ["Input.Pin"] = "471147",
            }
        );
        var room = (await _administrator.Open("/admin/numbers/new"))
            .QuerySelectorAll("#Input_GoesTo option")
            .Single(destination => destination.TextContent.Contains("Leveranciers", StringComparison.Ordinal));
        await _administrator.Do(
            "/admin/numbers/new",
            "/admin/numbers/new",
            new() { ["Number"] = "020 555 0188", ["Input.GoesTo"] = room.GetAttribute("value")! }
        );
        await Sanne.Dial("241");
        await Sanne.HearsMusic();

        await Outside.Dial("31205550188");
        await Outside.Talks();
        await Key("471148#");
        await Outside.HearsMusic(); // a voice, rather
        await Key("471147#");

        await Outside.Hears(Tone.Low);
        await Sanne.Hears(Tone.High);
        await Sanne.HangUp();
        await Outside.HearsMusic(); // nobody of the company is there
        await Outside.HangUp();

        async Task Key(string keys)
        {
            foreach (var key in keys)
            {
                await Outside.Press(key);
            }
        }
    }

    /// <summary>The company's number leads to a time condition, which leads to a menu; while the night switch is on it leads to Sanne's voicemail.</summary>
    [Fact]
    [Spec("A3-01", "A11-03", "H4")]
    public async Task Who_calls_in_chooses_by_a_key_in_a_menu_and_at_night_leaves_a_message()
    {
        var (sanne, beep) = ((await PersonOf("203")), 1000.0);
        await _administrator!.Do(
            "/admin/menus",
            "/admin/menus/new",
            Fields(
                ("Name", "Keuze"),
                ("Extension", "571"),
                ("Seconds", "10"),
                ("Repeats", "1"),
                ("Otherwise.To", "end"),
                ("Keys[0].To", ""),
                ("Keys[1].To", sanne)
            )
        );
        var menu = await Destination("menus", "Keuze");
        await _administrator.Do(
            "/admin/menus",
            "/admin/menus/times/new",
            Fields(
                ("Name", "Dag en nacht"),
                ("Extension", "572"),
                ("WhenOpen.To", menu),
                ("WhenClosed.To", menu),
                ("AtNight.To", $"voicemail/{sanne}"),
                ("NightCode", "*572")
            )
        );
        await _administrator.Do(
            "/admin/numbers",
            "/admin/numbers/new",
            new(Fields(("Kind", "Group"), ("GoesTo", await Destination("conditions", "Dag en nacht")), ("ShownTo", "Nobody")))
            {
                ["Number"] = "020 555 0172",
            }
        );

        await Outside.Dial("31205550172");
        await Outside.Talks();
        await Outside.HearsMusic(); // a voice: sound that nobody's tone is
        await Outside.Press('2');
        await Sanne.Rings();
        await Sanne.Answer();
        await Outside.Hears(Tone.Low);
        await Sanne.Hears(Tone.High);
        await Outside.HangUp();
        await Sanne.Ended();

        await Sanne.Dial("*572");
        await Sanne.Ended();
        await Outside.Dial("31205550172");
        await Outside.Talks();
        await Patience.Until(() => Outside.Heard().HasHad(beep), () => $"no beep: {Outside.Heard().Describe()}");
        await Outside.HangUp();
        await Outside.Ended();

        async Task<string> Destination(string table, string name)
        {
            var link = (await _administrator.Open("/admin/menus")).QuerySelectorAll($"#{table} a.ql").Single(a => a.TextContent == name);
            return $"menu/{link.GetAttribute("href")!.Split('/')[^1]}";
        }

        async Task<string> PersonOf(string extension) =>
            (await _administrator!.Open("/admin/numbers/new"))
                .QuerySelectorAll("#Input_GoesTo option")
                .First(option => option.TextContent.Contains(extension, StringComparison.Ordinal))
                .GetAttribute("value")!;

        static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
            fields.ToDictionary(field => $"Input.{field.Name}", field => field.Value);
    }

    /// <summary>Noor has no line open anywhere: her mobile is all she has, and is reached over the trunk.</summary>
    [Fact]
    [Spec("M6.2-01", "M6.2-02", "M6.4.12-01")]
    public async Task Who_chose_their_mobile_is_rung_on_it_first_and_talks_with_it_and_takes_a_call_by_pressing_1()
    {
        using var noor = await WebUser.SignIn(demo.Running, "noor");
        await noor.Do("/settings/devices/mobile", "/settings/devices/mobile", new() { ["Number"] = "06 1234 5678" });
        await noor.Do("/calls", "/calls-with/mobile", []);

        await noor.Do("/calls", "/calls/dial", new() { ["target"] = "203", ["line"] = Guid.NewGuid().ToString() });
        await Outside.Rings();
        Assert.False(await Sanne.Within(TimeSpan.Zero, "CALL_INCOMING"));
        await Outside.Answer();
        await Sanne.Rings();
        await Outside.Talks();
        await Sanne.Answer();
        await Outside.Hears(Tone.Low);
        await Sanne.Hears(Tone.High);
        await Outside.HangUp();
        await Sanne.Ended();
        await Outside.Ended();

        await Sanne.Dial("206");
        await Outside.Rings();
        await Sanne.HearsRinging();
        await Outside.Answer();
        await Outside.Talks();
        await Outside.HearsMusic(); // a voice, rather: sound that nobody's tone is
        Assert.False(await Sanne.Within(TimeSpan.Zero, "CALL_ESTABLISHED"));
        await Outside.Press('1');
        await Sanne.Talks();
        await Outside.Hears(Tone.Low);
        await Sanne.Hears(Tone.High);
        await Sanne.HangUp();
        await Outside.Ended();
        await noor.Do("/calls", "/calls-with/browser", []);
        await MovesToHerMobileAndBack(noor);
    }

    /// <summary>From her desk phone: it asks for a 1 there, and Sanne hears her on until then.</summary>
    async Task MovesToHerMobileAndBack(WebUser noor)
    {
        await using var desk = await BaresipPhone.Start(
            await _administrator!.AddPhone(demo.Running, "206", name: "Aan de balie"),
            Tone.Middle
        );
        await desk.Registered();
        await Sanne.Dial("206");
        await desk.Rings();
        await desk.Answer();
        await Sanne.Hears(Tone.Middle);
        var widget = await noor.Open("/call-widget");
        var call = widget.QuerySelector("[data-call]")!.GetAttribute("data-call");
        Assert.Contains("06 12345678", widget.QuerySelector($"#move-{call}-mobile")!.TextContent, StringComparison.Ordinal);

        await noor.Do("/calls", $"/calls/{call}/move", new() { ["mobile"] = "true" });
        await Outside.Rings();
        await Outside.Answer();
        await Outside.HearsMusic();
        await Sanne.Hears(Tone.Middle);
        await Outside.Press('1');
        await desk.Ended();
        await Sanne.Hears(Tone.High);
        await Outside.Hears(Tone.Low);

        var back = (await noor.Open("/call-widget"))
            .QuerySelectorAll("[data-action=move-to]")
            .Single(to => to.TextContent == "Aan de balie"); // those of other tests may be registered still
        await noor.Do("/calls", $"/calls/{call}/move", new() { ["phone"] = back.Id![$"move-{call}-".Length..] });
        await desk.Rings();
        await desk.Answer();
        await Outside.Ended();
        await Sanne.Hears(Tone.Middle);
        await Sanne.HangUp();
        await desk.Ended();
    }
}
