using ConnectMe.Kernel.Design;

namespace ConnectMe.Modules.Tests.Design;

public class InitialsTests
{
    [Theory]
    [InlineData("Sanne de Vries", "SV")]
    [InlineData("Noor van den Berg", "NB")]
    [InlineData("Fatima El Amrani", "FE")]
    [InlineData("anna", "A")]
    [InlineData("  Bram   Hofstra ", "BH")]
    [InlineData("+31 6 5550 0191", "?")]
    [InlineData("299", "?")]
    [InlineData("", "?")]
    [Spec("M1.1-12")]
    public void An_avatar_shows_the_initials_that_people_expect(string name, string initials) => Assert.Equal(initials, Initials.Of(name));

    [Fact]
    public void A_person_keeps_the_same_hue_and_a_number_is_grey()
    {
        Assert.Equal(5, Initials.HueOf("Anna de Vries")); // by value: another process draws the same
        Assert.Equal(6, Initials.HueOf("299"));
    }
}
