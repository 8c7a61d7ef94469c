using ConnectMe.Kernel.Numbering;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public class NumberPlanTests
{
    [Theory, Spec("A4-04", "B8")]
    [InlineData("0205550142", "+31205550142")]
    [InlineData("020 555 01 42", "+31205550142")]
    [InlineData("+31 (0)20-5550142", "+31205550142")]
    [InlineData("0031205550142", "+31205550142")]
    [InlineData("+32 2 555 12 12", "+3225551212")]
    public void A_number_is_the_same_number_however_it_is_written(string raw, string e164)
    {
        var number = NumberPlan.Read(raw, "NL");

        Assert.Equal(e164, number.E164);
        Assert.Equal(raw, number.Raw);
    }

    [Theory, Spec("A4-04")]
    [InlineData("201")]
    [InlineData("*97")]
    [InlineData("anonymous")]
    [InlineData("")]
    [InlineData("\u0000;drop")]
    [InlineData("999999999999999999999999999999999999999999")]
    public void What_is_no_number_keeps_its_text_and_gets_no_form(string raw) =>
        Assert.Equal(new PhoneNumber(raw, E164: null), NumberPlan.Read(raw, "NL"));

    [Theory, Spec("A4-04")]
    [InlineData("31205550142", NumberNotation.E164, "+31205550142")]
    [InlineData("+31205550142", NumberNotation.E164, "+31205550142")]
    [InlineData("0205550142", NumberNotation.E164, "+31205550142")]
    [InlineData("0205550142", NumberNotation.National, "+31205550142")]
    [InlineData("003225551212", NumberNotation.National, "+3225551212")]
    [InlineData("+3225551212", NumberNotation.E164WithPlus, "+3225551212")]
    [InlineData("3225551212", NumberNotation.National, "+3225551212")]
    public void A_provider_is_understood_also_when_it_writes_otherwise_than_it_said(string sent, NumberNotation said, string e164) =>
        Assert.Equal(e164, NumberPlan.Read(sent, "NL", said).E164);

    [Theory, Spec("A4-01")]
    [InlineData(NumberNotation.E164WithPlus, "+31205550142", "+31205550142")]
    [InlineData(NumberNotation.E164, "+31205550142", "31205550142")]
    [InlineData(NumberNotation.National, "+31205550142", "0205550142")]
    [InlineData(NumberNotation.National, "+3225551212", "003225551212")]
    public void A_number_is_written_as_the_provider_wants_it(NumberNotation notation, string e164, string written) =>
        Assert.Equal(written, NumberPlan.Write(e164, notation, "NL"));

    [Theory, Spec("A4-03")]
    [InlineData("+31205550142", CostClass.Fixed, "NL")]
    [InlineData("+31612345678", CostClass.Mobile, "NL")]
    [InlineData("+318001234", CostClass.Free, "NL")]
    [InlineData("+31881234567", CostClass.Shared, "NL")]
    [InlineData("+319001234567", CostClass.Premium, "NL")]
    [InlineData("+447012345678", CostClass.Premium, "GB")]
    [InlineData("+18765551234", CostClass.Mobile, "JM")]
    [InlineData("+881612345678", CostClass.Satellite, null)]
    [InlineData("+000", CostClass.Premium, null)]
    public void A_number_has_a_cost_class_and_a_country(string e164, CostClass cost, string? country)
    {
        Assert.Equal(cost, NumberPlan.CostClassOf(e164));
        Assert.Equal(country, NumberPlan.CountryOf(e164));
    }

    [Fact]
    public void People_read_groups_of_digits()
    {
        Assert.Equal("+31 20 555 0142", NumberPlan.Show("+31205550142"));
        Assert.Equal("020 555 0142", NumberPlan.ShowShort("+31205550142", "NL"));
        Assert.Equal("+32 2 555 12 12", NumberPlan.ShowShort("+3225551212", "NL"));
        Assert.Equal("201", NumberPlan.Show("201"));
        Assert.Equal("NL", TelephoneNumbers.RegionOf("31"));
    }
}
