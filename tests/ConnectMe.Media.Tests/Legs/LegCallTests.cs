using ConnectMe.Media.Codecs;
using ConnectMe.Media.Tests.Engine;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>Phones, trunks and browsers talk through a real engine, over real sockets.</summary>
public sealed class LegCallTests : IAsyncLifetime
{
    readonly EngineRoom _room = new();

    MediaEngine Engine => _room.Engine;

    [Theory]
    [InlineData("PCMA", "PCMA")]
    [InlineData("PCMU", "PCMA")]
    [InlineData("G722", "opus")]
    public async Task Two_phones_hear_each_other(string oneCodec, string otherCodec)
    {
        var (one, other) = (_room.Phone(Named(oneCodec), 440), _room.Phone(Named(otherCodec), 1000));
        one.Call(Engine);
        other.BeCalled(Engine);

        Engine.Connect(one.Leg, other.Leg);

        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
        Assert.False(one.Ear.HearsNow(440));
        Assert.Equal(otherCodec, Engine.QualityOf(other.Leg)?.Codec ?? otherCodec);
    }

    [Theory]
    [InlineData("PCMA")]
    [InlineData("opus")]
    public async Task A_browser_and_a_phone_hear_each_other(string codec)
    {
        var phone = _room.Phone(Named(codec), 440);
        phone.Call(Engine);
        var browser = await _room.Enter();
        browser.Microphone.Frequency = 1000;

        Engine.Connect(browser.Line, phone.Leg);

        await Until(() => browser.Ear.HearsNow(440) && phone.Ear.HearsNow(1000), "they hear each other");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    static AudioCodec Named(string name) => AudioCodec.Available.Single(codec => codec.Name == name);
}
