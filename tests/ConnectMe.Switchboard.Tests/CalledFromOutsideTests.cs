using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class CalledFromOutsideTests
{
    readonly Garage _garage = new();

    public CalledFromOutsideTests() => _garage.Set(PaperSettings.Standard);

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    public void A_call_from_outside_rings_all_devices_of_whose_number_it_is()
    {
        _garage.Up(Bram);
        _garage.PhoneUp(Bram);

        var call = _garage.CallIn("31205550102", "0301234567", "Garage Jansen");

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal(
            new ShownCaller("+31301234567", "Garage Jansen", Anonymous: false),
            _garage.Ears.Shown[_garage.LegOf(Bram.DeskPhone, call)]
        );
        Assert.True(
            _garage.CallOf(Bram)
                is { State: CallState.Incoming, OtherName: "Garage Jansen", OtherNumber: "030 123 4567", Trunk: "Voorbeeld Telecom" }
        );
        _garage.Answer(Bram, call);
        _garage.AssertTalking(LegId.OfCaller(call).Media, Bram.Line.Media);
        Assert.True(Assert.IsType<CallPlaced>(_garage.Ears.Of(call)[0]) is { CallerId: null, CallerRaw: "0301234567" });
    }

    [Theory]
    [InlineData("0612345678")]
    [InlineData("+31612345678")]
    [InlineData("31612345678")]
    [InlineData("0031612345678")]
    [Spec("B8", "A4-04")]
    public void A_person_who_calls_in_is_recognised_whatever_the_notation(string caller)
    {
        _garage.Up(Anna);

        _garage.CallIn(PaperSettings.AnnasNumber, caller, "WIRELESS CALLER");

        Assert.True(_garage.CallOf(Anna) is { OtherName: "Bram Hofstra", OtherNumber: "06 12345678" });
    }

    [Fact]
    public void A_hidden_caller_is_shown_as_such()
    {
        _garage.Up(Anna);

        var call = _garage.CallIn(PaperSettings.AnnasNumber, "0301234567", "Garage Jansen", anonymous: true);

        Assert.True(_garage.CallOf(Anna) is { OtherName: "", OtherNumber: "", OtherIsOutside: true });
        Assert.True(_garage.Ears.Shown[new LegId(call, 1)] is { Anonymous: true, Number: "", Name: "" });
    }

    [Theory]
    [InlineData("202")]
    [InlineData("0201234567")]
    [InlineData("+31205550199")]
    [InlineData("anna")]
    [InlineData("112")]
    public void From_outside_only_the_companys_numbers_can_be_reached(string target)
    {
        _garage.Up(Anna, Bram);

        var call = _garage.CallIn(target, "0301234567");

        Assert.Equal(LegCause.UnknownNumber, _garage.Ears.Ended[LegId.OfCaller(call)]);
        Assert.Empty(_garage.Ears.Legs);
        Assert.Empty(_garage.Ears.Of(call));
    }

    [Fact]
    public void A_trunk_that_is_not_the_companys_brings_nothing_in()
    {
        _garage.Up(Anna);

        var call = _garage.CallIn(PaperSettings.AnnasNumber, "0301234567", trunk: 9);

        Assert.Equal(LegCause.NotAllowed, _garage.Ears.Ended[LegId.OfCaller(call)]);
    }

    [Fact]
    public void A_number_whose_person_has_nothing_that_rings_is_unreachable()
    {
        var call = _garage.CallIn(PaperSettings.AnnasNumber, "0301234567");

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
        Assert.Equal(LegCause.Unreachable, _garage.Ears.Ended[LegId.OfCaller(call)]);
    }
}
