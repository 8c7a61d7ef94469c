using ConnectMe.Interop.Tests.Hosting;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Desk phones of another maker park with their transfer key, and fetch and pick up by dialling.</summary>
public sealed class ParkingTests(DemoPbx demo) : ThreePhones(demo)
{
    [Fact]
    [Spec("M1.1-08", "M6.4.9-01")]
    public async Task A_phone_parks_by_transfer_to_a_slot_and_another_fetches_by_dialling_it()
    {
        await Anna.Dial("202");
        await Bram.Rings();
        await Bram.Answer();
        await Bram.Hears(Tone.Low);

        await Anna.TransferTo("704");
        await Anna.Ended();
        await Bram.HearsMusic();
        await Sanne.Dial("704");
        await Sanne.Talks();

        await Bram.Hears(Tone.Middle);
        await Sanne.Hears(Tone.High);
        await Sanne.HangUp();
        await Bram.Ended();
        using var sanne = await WebUser.SignIn(Demo.Running, "sanne");
        await sanne.Says("Bram Hofstra", "Geparkeerd door Anna de Vries op plek 704 · Opgehaald door Sanne Bakker");
    }

    [Fact]
    [Spec("M13.1-07")]
    public async Task A_phone_picks_up_what_rings_at_a_colleague_by_dialling_the_code()
    {
        await Bram.Dial("201");
        await Anna.Rings();

        await Sanne.Dial("*8201");
        await Sanne.Talks();
        await Anna.Ended();
        await Bram.Hears(Tone.Middle);
        await Sanne.Hears(Tone.High);

        await Bram.HangUp();
        await Sanne.Ended();
        using var anna = await WebUser.SignIn(Demo.Running, "anna");
        await anna.Says("Bram Hofstra", "Overgenomen door Sanne Bakker");
    }

    [Fact]
    public async Task An_empty_slot_and_a_phone_that_does_not_ring_are_answered_with_404()
    {
        await Sanne.Dial("709");
        Assert.Contains("404", await Sanne.Ended(), StringComparison.Ordinal);

        await Sanne.Dial("*8201");
        Assert.Contains("404", await Sanne.Ended(), StringComparison.Ordinal);
    }
}
