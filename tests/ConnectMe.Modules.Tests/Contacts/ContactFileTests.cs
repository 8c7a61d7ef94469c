using System.Text;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Exchange;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>Files with contacts as other programs write them, and such as nobody should.</summary>
public class ContactFileTests
{
    const string Card =
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Mulder;Eva;;;\r\nFN:Eva Mulder\r\nORG:De Linde;Balie\r\nTEL;TYPE=CELL:+31 6 12345678\r\nEND:VCARD\r\n";

    [Theory]
    [InlineData("Voornaam;Achternaam;Organisatie;Mobiel\r\nEva;Mulder;De Linde;06 12345678\r\n")]
    [InlineData("First Name,Last Name,Company,Mobile Phone\nEva,Mulder,De Linde,06 12345678\n")]
    [InlineData("Name\tOrganization\tMobile\rEva Mulder\tDe Linde\t06 12345678\r")]
    [InlineData("\"Achternaam\";\"Voornaam\";\"Bedrijf\";\"Mobiele telefoon\"\r\n\"Mulder\";\"Eva\";\"De Linde\";\"06 12345678\"\r\n")]
    [InlineData("Given Name,Family Name,Organization Name,Phone 2 - Value\nEva,Mulder,De Linde,06 12345678")]
    public void A_CSV_file_is_read_whatever_its_separator_line_ends_and_headings(string text)
    {
        var eva = Assert.Single(Read(text).Rows).Fields;

        Assert.Equal(("Eva", "Mulder", "De Linde"), (eva.FirstName, eva.LastName, eva.Company));
        Assert.Equal((NumberType.Mobile, "06 12345678"), Assert.Single(eva.Numbers) is var number ? (number.Type, number.Number) : default);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("windows-1252", false)]
    public void Every_encoding_that_programs_write_is_read(string name, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] content = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Naam;Mobiel\r\nZoë Müller;06 12345678\r\n")];

        Assert.Equal("Müller", Assert.Single(ContactFile.Read(content).Rows).Fields.LastName);
    }

    [Fact]
    public void Quotes_and_lines_within_a_field_are_kept_and_a_quote_in_the_middle_is_a_sign_like_others()
    {
        var rows = Read("Voornaam;Notities\r\n\"Eva \"\"de beste\"\"\";\"eerste\r\ntweede; regel\"\r\n6\" band;x\r\n").Rows;

        Assert.Equal("Eva \"de beste\"", rows[0].Fields.FirstName);
        Assert.Equal("eerste\r\ntweede; regel", rows[0].Fields.Notes);
        Assert.Equal("6\" band", rows[1].Fields.FirstName);
    }

    [Theory]
    [InlineData("", "FileEmpty")]
    [InlineData("\r\n\r\n", "FileEmpty")]
    [InlineData("Voornaam;Mobiel\r\n", "FileEmpty")]
    [InlineData("a;b;c\r\n1;2;3\r\n", "FileUnknown")]
    [InlineData("<html><body>Naam</body></html>", "FileUnknown")]
    [InlineData("Naam;Mobiel\r\nEva\0;06\r\n", "FileNotText")]
    [InlineData("PK\u0003\u0004\0\0\0\0", "FileNotText")] // a spreadsheet that is no CSV
    [InlineData("BEGIN:VCARD\r\nFN:Eva", "FileBroken")]
    [InlineData("BEGIN:VCARD\r\nEND:VCARD\r\nEND:VCARD\r\n", "FileBroken")]
    public void What_is_no_file_with_contacts_is_refused_by_name(string text, string refusal) => Assert.Equal(refusal, Read(text).Refusal);

    [Fact]
    public void Too_much_is_refused_by_name_and_at_once()
    {
        Assert.Equal("FileTooLarge", ContactFile.Read(new byte[ContactFile.MostBytes + 1]).Refusal);
        Assert.Equal("FileTooLong", Read("Voornaam\n" + string.Concat(Enumerable.Repeat("Eva\n", 100_000))).Refusal);
        Assert.Equal("FileTooLong", Read(string.Concat(Enumerable.Repeat("BEGIN:VCARD\nFN:E\nEND:VCARD\n", 100_000))).Refusal);
        Assert.Equal("FileTooWide", Read(string.Join(';', Enumerable.Repeat("Voornaam", 10_000)) + "\nEva\n").Refusal);
        Assert.Equal("FileBroken", Read($"Voornaam;Notities\nEva;\"{new string('x', 100_000)}\n").Refusal); // a quote that nothing ends
        Assert.Equal("FileBroken", Read(string.Concat(Enumerable.Repeat("BEGIN:VCARD\n", 100_000))).Refusal); // one inside the other
    }

    [Theory]
    [InlineData("1.234E+11")]
    [InlineData("3,12E+10")]
    public void A_number_that_a_spreadsheet_rounded_is_flagged_and_not_guessed(string number) =>
        Assert.Equal("NumberRounded", Assert.Single(Read($"Voornaam;Mobiel\nEva;\"{number}\"\n").Rows).Refusal);

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(1)")]
    public void A_formula_is_text(string formula)
    {
        Assert.Equal(
            formula,
            Assert.Single(Read($"Voornaam\n\"{formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n").Rows).Fields.FirstName
        );
        Assert.Equal(
            formula,
            Assert.Single(Read($"Voornaam\n\"'{formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n").Rows).Fields.FirstName
        ); // as our export writes it
    }

    [Fact]
    public void Short_and_long_rows_are_read_as_far_as_there_are_columns()
    {
        var rows = Read("Voornaam;Achternaam;Mobiel\nEva\nEva;Mulder;06 12345678;te veel\n\n;;\n").Rows;

        Assert.Equal(["Eva", "Eva"], rows.Select(row => row.Fields.FirstName));
        Assert.Equal([2, 3], rows.Select(row => row.Number));
    }

    [Theory]
    [InlineData("3.0", "TEL;TYPE=CELL:+31 6 12345678", "ORG:De Linde;Balie")]
    [InlineData("4.0", "TEL;VALUE=uri;TYPE=\"cell,voice\":tel:+31-6-12345678", "ORG:De Linde;Balie")]
    [InlineData("2.1", "TEL;CELL;PREF:+31612345678", "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:De=20Linde;Bal=\r\nie")]
    public void Each_version_of_vCard_is_read(string version, string number, string company)
    {
        var text =
            $"begin:vcard\r\nVERSION:{version}\r\nN:Mulder;Eva;;;\r\n{number}\r\n{company}\r\nitem1.EMAIL;TYPE=INTERNET:eva@delinde.example\r\nEND:VCARD\r\n";

        var eva = Assert.Single(Read(text).Rows).Fields;

        Assert.Equal(("Eva", "Mulder", "De Linde", "Balie"), (eva.FirstName, eva.LastName, eva.Company, eva.Department));
        Assert.Equal("eva@delinde.example", eva.Email);
        Assert.Equal((NumberType.Mobile, "31612345678"), (eva.Numbers[0].Type, SearchText.Digits(eva.Numbers[0].Number!)));
    }

    [Fact]
    public void Lines_of_a_vCard_may_be_folded_in_the_middle_of_a_letter()
    {
        var whole = Encoding.UTF8.GetBytes("BEGIN:VCARD\r\nFN:Zoë Müller\r\nEND:VCARD\r\n");
        var at = Array.IndexOf(whole, (byte)0xC3) + 1;
        byte[] folded = [.. whole[..at], .. "\r\n "u8, .. whole[at..]];

        var zoe = Assert.Single(ContactFile.Read(folded).Rows).Fields;

        Assert.Equal(("Zoë", "Müller"), (zoe.FirstName, zoe.LastName));
    }

    [Fact]
    public void A_photo_is_never_fetched_or_kept_and_a_card_within_a_card_is_no_contact()
    {
        var text = Card.Replace(
            "END:VCARD",
            $"PHOTO;VALUE=uri:http://169.254.169.254/latest\r\nPHOTO;ENCODING=b:{new string('A', 2_000_000)}\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Iemand anders\r\nTEL:112\r\nEND:VCARD\r\nNOTE:een\\nregel\\, en\\; meer\r\nEND:VCARD",
            StringComparison.Ordinal
        );

        var eva = Assert.Single(Read(text).Rows).Fields;

        Assert.Equal("Eva", eva.FirstName);
        Assert.Equal("een\nregel, en; meer", eva.Notes);
        Assert.Single(eva.Numbers);
    }

    [Theory]
    [InlineData("N:;;;;\r\nFN:De Linde\r\nORG:De Linde", null, null, "De Linde")]
    [InlineData("FN:Eva van den Berg", "Eva", "van den Berg", null)]
    [InlineData("N:Berg", null, "Berg", null)]
    [InlineData("novalue\r\n:\r\n;;;:\r\n=3D=\r\nN:B\\;e\\\\rg;Eva", "Eva", "B;e\\rg", null)]
    public void Odd_cards_are_read_as_far_as_they_say_something(string lines, string? first, string? last, string? company)
    {
        var fields = Assert.Single(Read($"BEGIN:VCARD\r\n{lines}\r\nEND:VCARD\r\n").Rows).Fields;

        Assert.Equal((first ?? "", last ?? "", company ?? ""), (fields.FirstName ?? "", fields.LastName ?? "", fields.Company ?? ""));
    }

    static ContactFile Read(string text) => ContactFile.Read(Encoding.UTF8.GetBytes(text));
}
