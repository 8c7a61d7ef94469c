using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Desk phones of another maker park with their transfer key, and fetch and pick up by dialling.</summary>
public sealed class ParkingTests(DemoPbx demo) : IAsyncLifetime
{
    BaresipPhone? _anna;
    BaresipPhone? _bram;
    BaresipPhone? _sanne;

    BaresipPhone Anna => _anna!;
    BaresipPhone Bram => _bram!;
    BaresipPhone Sanne => _sanne!;

    public async ValueTask InitializeAsync()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        _anna = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "201"), Tone.Low);
        _bram = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "202"), Tone.High);
        _sanne = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, "203"), Tone.Middle);
        await Anna.Registered();
        await Bram.Registered();
        await Sanne.Registered();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in new[] { _anna, _bram, _sanne })
        {
            if (phone is not null)
            {
                await phone.DisposeAsync();
            }
        }
    }

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
        using var sanne = await WebUser.SignIn(demo.Running, "sanne");
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
        using var anna = await WebUser.SignIn(demo.Running, "anna");
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
