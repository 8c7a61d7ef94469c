using ConnectMe.Interop.Tests.Hosting;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Desk phones of another maker hand calls on with their own keys: REFER.</summary>
public sealed class TransferTests(DemoPbx demo) : ThreePhones(demo)
{
    [Fact]
    public async Task A_phone_hands_its_call_on_without_a_word_and_the_two_others_hear_each_other()
    {
        await BramIsCalled();

        await Anna.TransferTo("203");
        await Sanne.Rings();
        await Bram.HearsMusic(); // the ringing tone: sound, and nobody's
        await Sanne.Answer();
        await Anna.Ended();

        await Bram.Hears(Tone.Middle);
        await Sanne.Hears(Tone.High);
        await Bram.HangUp();
        await Sanne.Ended();
    }

    [Fact]
    [Trait("Pace", "patient")]
    public async Task A_transfer_that_nobody_answers_rings_at_the_transferor_again_after_thirty_seconds()
    {
        await BramIsCalled();

        await Anna.TransferTo("203");
        await Sanne.Rings();
        await Anna.Happens("TRANSFER_FAILED", limit: TimeSpan.FromSeconds(60));
        await Sanne.Ended();
        await Anna.Rings();
        await Anna.Answer();

        await Anna.Hears(Tone.High);
        await Bram.Hears(Tone.Low);
        await Anna.HangUp();
        await Bram.Ended();
    }

    [Fact]
    public async Task A_phone_asks_first_and_puts_its_two_calls_together()
    {
        await BramIsCalled();
        await Anna.Dial("203");
        await Sanne.Rings();
        await Sanne.Answer();
        await Sanne.Hears(Tone.Low);

        await Anna.ConnectWith("202");

        await Bram.Hears(Tone.Middle);
        await Sanne.Hears(Tone.High);
        await Sanne.HangUp();
        await Bram.Ended();
    }

    async Task BramIsCalled()
    {
        await Anna.Dial("202");
        await Bram.Rings();
        await Bram.Answer();
        await Anna.Talks();
        await Bram.Hears(Tone.Low);
    }
}
