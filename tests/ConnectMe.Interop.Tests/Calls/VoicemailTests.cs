using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Anna calls Bram, who is not available: she leaves a message from her desk phone, and he hears it on his page and from his.</summary>
public sealed class VoicemailTests(DemoPbx demo) : ThreePhones(demo)
{
    const string Available = "5a7a7000-0000-8000-8000-000000000001";
    const string NotAvailable = "5a7a7000-0000-8000-8000-000000000006";
    const double Beep = 1000;

    [Fact]
    [Spec("M4.4-04", "M8-01", "M8.1-04", "M1.1-09", "A5-02")]
    public async Task What_a_caller_says_after_the_beep_waits_for_who_was_called()
    {
        using var anna = await WebUser.SignIn(Demo.Running, "anna");
        using var bram = await WebUser.SignIn(Demo.Running, "bram");
        await using var listening = await BaresipPhone.Start(
            await anna.AddPhone(Demo.Running, "202"),
            Tone.High,
            new PhoneSettings { AsksForMessages = true }
        );
        await listening.Registered();
        await listening.ToldOfMessages("no", "0/0");
        await bram.Do("/calls", $"/presence/status/{NotAvailable}", []);

        await Anna.Dial("202");
        await Anna.Talks();
        await Patience.Until(() => Anna.Heard().HasHad(Beep), () => $"no beep: {Anna.Heard().Describe()}");
        var beep = Anna.Heard().Length;
        await Patience.Until(() => Anna.Heard().Length > beep + TimeSpan.FromSeconds(4), () => "Anna hears nothing any more");
        await Anna.HangUp();

        await Patience.Until(
            async () => (await bram.Open("/voicemail")).QuerySelector(".lst details .t b")?.TextContent.Trim() == "Anna de Vries",
            () => $"no message on Bram's page; the server says:\n{Demo.Running.Log}"
        );
        await listening.ToldOfMessages("yes", "1/0");
        await bram.Do("/calls", $"/presence/status/{Available}", []);

        await Bram.Dial("1233");
        await Bram.Hears(Tone.Low);
        await listening.ToldOfMessages("no", "0/1");
        await Bram.Press('#');
        await Bram.Ended();
    }
}
