using ConnectMe.Contacts.Features;
using ConnectMe.Kernel.Spreadsheets;

namespace ConnectMe.Contacts.Exchange;

/// <summary>What a file with contacts holds, of either kind. Nothing in it is followed or fetched: a photo or an address on the web is left alone.</summary>
/// <param name="Refusal">Why the whole file cannot be read, a key of the texts; null: it can.</param>
/// <param name="Unused">Headings of columns that no field of a contact is for.</param>
internal sealed record ContactFile(IReadOnlyList<ImportedRow> Rows, string? Refusal, IReadOnlyList<string> Unused)
{
    public const int MostBytes = 5 * 1024 * 1024;
    public const int MostRows = 20_000;

    public static ContactFile Refused(string refusal) => new([], refusal, []);

    public static ContactFile Read(byte[] content)
    {
        if (content.Length > MostBytes)
        {
            return Refused("FileTooLarge");
        }

        var text = FileText.Decode(content);
        if (text is null)
        {
            return Refused("FileNotText");
        }

        var file = VCardReader.IsVCard(text) ? VCardReader.Read(text) : CsvReading.Read(text);
        return file switch
        {
            { Refusal: not null } => file,
            { Rows.Count: 0 } => Refused("FileEmpty"),
            { Rows.Count: > MostRows } => Refused("FileTooLong"),
            _ => file,
        };
    }
}

/// <param name="Number">The line of a CSV file as an editor counts, the how manieth card of vCards.</param>
/// <param name="Refusal">Why this one cannot be read, a key of the texts; null: it can.</param>
internal sealed record ImportedRow(int Number, ContactFields Fields, string? Refusal = null);
