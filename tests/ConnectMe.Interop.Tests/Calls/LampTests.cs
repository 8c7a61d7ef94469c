using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>What the lamps of a desk phone are told.</summary>
public sealed class LampTests(DemoPbx demo)
{
    [Fact]
    [Spec("A5-02")]
    public async Task A_lamp_shows_that_a_colleague_is_called_talks_and_is_free_again()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        await using var caller = await Phone(administrator, "205", Tone.Low);
        await using var watched = await Phone(administrator, "206", Tone.High);
        var watcher = await administrator.AddPhone(demo.Running, "204");
        await using var lamp = await Sipp.Watch(watcher, demo.Running.SipPort, "206");
        await lamp.Shows(Log, "terminated");

        await caller.Dial("206");
        await watched.Rings();
        await lamp.Shows(Log, "terminated", "early");
        await watched.Answer();
        await caller.Talks();
        await lamp.Shows(Log, "terminated", "early", "confirmed");
        await caller.HangUp();
        await lamp.Shows(Log, "terminated", "early", "confirmed", "terminated");
    }

    [Fact]
    [Spec("A5-02")]
    public async Task A_phone_is_told_whether_messages_wait()
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        var account = await administrator.AddPhone(demo.Running, "205");
        await using var phone = await BaresipPhone.Start(account, Tone.Low, new PhoneSettings { AsksForMessages = true });

        await phone.Registered();
        await phone.ToldOfMessages("no", "0/0");
    }

    string Log() => demo.Running.Log;

    async Task<BaresipPhone> Phone(WebUser administrator, string extension, Tone says)
    {
        var phone = await BaresipPhone.Start(await administrator.AddPhone(demo.Running, extension), says);
        await phone.Registered();
        return phone;
    }
}
