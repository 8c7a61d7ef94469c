using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests;

/// <summary>What the phones of these tests hear without us between them: the measure for the rest.</summary>
public sealed class HarnessTests
{
    [Fact]
    public async Task Two_phones_hear_each_other_when_they_call_directly()
    {
        await using var one = await BaresipPhone.Start(
            new PhoneAccount("one", "x", "127.0.0.1:9"),
            Tone.Low,
            new PhoneSettings { RegisterSeconds = 0 }
        );
        await using var other = await BaresipPhone.Start(
            new PhoneAccount("other", "x", "127.0.0.1:9"),
            Tone.High,
            new PhoneSettings { RegisterSeconds = 0 }
        );

        await one.Dial($"sip:other@127.0.0.1:{other.Port}", uri: true);
        await other.Rings();
        await other.Answer();
        await one.Talks();

        await one.Hears(Tone.High);
        await other.Hears(Tone.Low);
        await one.HangUp();
        await other.Ended();
    }
}
