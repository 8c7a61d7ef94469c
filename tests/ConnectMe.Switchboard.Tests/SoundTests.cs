using ConnectMe.Media;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class SoundTests
{
    static readonly LegSound Bad = new(1, SoundTrouble.LostComing);
    readonly Garage _garage = new();

    [Fact]
    [Spec("B14")]
    public void Who_has_a_bad_line_sees_it_and_the_other_does_not()
    {
        _garage.Connected(_garage.Anna, _garage.Bram);

        var effects = _garage.Post(new SwitchboardInput.SoundChanged(_garage.Anna.Line.Media, Bad));

        Assert.Equal(Bad, _garage.CallOf(_garage.Anna).Sound);
        Assert.Null(_garage.CallOf(_garage.Bram).Sound);
        var told = Assert.IsType<SwitchboardEffect.Announce>(Assert.Single(effects));
        Assert.Equal(["calls"], told.Topics);
        Assert.Equal([_garage.Anna.Id], told.To);
    }

    [Fact]
    public void What_is_known_already_and_what_is_of_nobodys_call_changes_nothing()
    {
        _garage.Connected(_garage.Anna, _garage.Bram);
        _garage.Up(_garage.Sanne);
        _garage.Post(new SwitchboardInput.SoundChanged(_garage.Anna.Line.Media, Bad));

        Assert.Empty(_garage.Post(new SwitchboardInput.SoundChanged(_garage.Anna.Line.Media, Bad)));
        Assert.Empty(_garage.Post(new SwitchboardInput.SoundChanged(_garage.Sanne.Line.Media, Bad)));
    }

    [Fact]
    [Spec("B14")]
    public void A_desk_phone_has_its_bars_too_and_they_end_with_the_call()
    {
        _garage.Up(_garage.Anna, _garage.Bram);
        _garage.PhoneUp(_garage.Anna);
        var call = _garage.PhoneDial(_garage.Anna, "202");
        _garage.Answer(_garage.Bram, call);

        _garage.Post(new SwitchboardInput.SoundChanged(LegId.OfCaller(call).Media, Bad));
        Assert.Equal(Bad, _garage.CallOf(_garage.Anna).Sound);

        _garage.HangUp(_garage.Bram, call);
        Assert.DoesNotContain(_garage.CallsOf(_garage.Anna).Calls, view => view.Sound is not null);
    }
}
