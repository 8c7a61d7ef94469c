using ConnectMe.Contacts.Domain;

namespace ConnectMe.Modules.Tests.Contacts;

public sealed class NamesTests
{
    [Fact]
    public void People_stand_under_their_last_name_without_what_comes_before_it()
    {
        string[] inOrder =
        [
            "Petra Aalbers",
            "Jan Berg",
            "Noor van den Berg",
            "Ab Bergman",
            "Élise Çelik",
            "Fatima El Amrani",
            "Søren Ørsted",
            "Zoë",
        ];

        Assert.Equal(inOrder, inOrder.Reverse().OrderBy(NameOrder.Of, StringComparer.Ordinal));
        Assert.Equal(["A", "B", "B", "B", "C", "E", "O", "Z"], inOrder.Select(name => NameOrder.LetterOf(NameOrder.Of(name))));
    }

    [Theory]
    [InlineData("", "", "Bakkerij Kuipers", "B")]
    [InlineData("Wil", "de Groot", "Particulier", "G")]
    [InlineData("Mo", "'t Hart", "", "H")]
    [InlineData("Anna", "de", "", "D")]
    [InlineData("", "", "1-2-3 Verhuur", "#")]
    [InlineData("Νίκος", "Παπαδόπουλος", "", "#")]
    [InlineData("\ud83d", "", "", "#")]
    public void What_a_contact_stands_under(string first, string last, string company, string letter) =>
        Assert.Equal(letter, NameOrder.LetterOf(NameOrder.Of(first, last, company)));

    [Theory]
    [InlineData("020 555", "20555")]
    [InlineData("+31 (20) 555", "3120555")]
    [InlineData("0031 20", "3120")]
    [InlineData("*21", "21")]
    [InlineData("", "")]
    [InlineData("%_ \\ '", "")]
    [InlineData("Žižková Größe", "zizkova,grosse")]
    [InlineData("jan-peter", "jan,peter")]
    public void What_is_typed_is_looked_for_in_parts(string typed, string parts) =>
        Assert.Equal(parts, string.Join(',', SearchText.Parts(typed)));
}
