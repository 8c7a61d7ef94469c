using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Features;

namespace ConnectMe.Modules.Tests.Telephony;

public class DialMatchesTests
{
    static readonly Person[] People =
    [
        Person("Bram Hofstra", "202"),
        Person("Sanne Bakker", "203"),
        Person("Joost Visser", "204"),
        Person("Fatima El Amrani", "205"),
        Person("Noor van den Berg", "206"),
    ];

    static Person Person(string name, string extension) => new(new UserId(Guid.NewGuid()), name, extension, "");

    [Theory]
    [InlineData("bra", "202")]
    [InlineData("BAKKER", "203")]
    [InlineData("el am", "")] // not the beginning of the name
    [InlineData("Noor van", "206")]
    [InlineData("205", "205")]
    [InlineData("2726", "202")] // b r a m on the keys
    [InlineData("8477", "204")] // v i s s
    [InlineData("9", "")] // one key is nobody's name yet
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("zzz", "")]
    public void What_is_typed_finds_colleagues_by_name_extension_or_letters(string typed, string extensions)
    {
        var found = DialMatches.Of(typed, People);

        Assert.Equal(extensions, string.Join(' ', found.Select(person => person.Extension)));
    }

    [Fact]
    public void At_most_three_are_shown_in_the_order_of_their_extensions()
    {
        var found = DialMatches.Of("2", People.Reverse());

        Assert.Equal(["202", "203", "204"], found.Select(person => person.Extension));
    }

    [Fact]
    public void What_is_too_long_to_be_dialled_finds_nobody() => Assert.Empty(DialMatches.Of(new string('2', 5000), People));
}
