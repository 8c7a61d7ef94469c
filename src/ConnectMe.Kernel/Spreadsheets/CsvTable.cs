using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace ConnectMe.Kernel.Spreadsheets;

/// <summary>A CSV file with a heading (RFC 4180), with the separator that its first line has most of, as spreadsheets write it in any country.</summary>
/// <param name="Refusal">Why the whole file cannot be read; null: it can.</param>
public sealed record CsvTable(IReadOnlyList<string> Headings, IReadOnlyList<CsvRow> Rows, CsvRefusal? Refusal)
{
    /// <summary>Never throws: what cannot be read is refused.</summary>
    /// <param name="mostRows">Of more rows the first that is too many is still read, so that the caller sees it.</param>
    public static CsvTable Read(string text, int mostRows)
    {
        ArgumentNullException.ThrowIfNull(text);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = SeparatorOf(text),
            BadDataFound = null, // a quote in the middle of a field is a sign like others
            MissingFieldFound = null,
            IgnoreBlankLines = true,
            MaxFieldSize = MostOfAField,
        };
        using var reader = new StringReader(text);
        using var csv = new CsvReader(reader, configuration);
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } headings)
            {
                return Refused(CsvRefusal.Empty);
            }

            if (headings.Length > MostColumns)
            {
                return Refused(CsvRefusal.TooWide);
            }

            var rows = new List<CsvRow>();
            while (rows.Count <= mostRows && csv.Read())
            {
                if (csv.Parser.Record is { } record && record.Any(cell => !string.IsNullOrWhiteSpace(cell)))
                {
                    rows.Add(new CsvRow(csv.Parser.RawRow, [.. record.Take(headings.Length).Select(Text)]));
                }
            }

            return new CsvTable(headings, rows, Refusal: null);
        }
        catch (CsvHelperException) // a field without an end
        {
            return Refused(CsvRefusal.Broken);
        }
    }

    static CsvTable Refused(CsvRefusal refusal) => new([], [], refusal);

    /// <summary>Without the sign by which <see cref="Design.SpreadsheetFile"/> keeps a spreadsheet from calculating.</summary>
    static string Text(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t', ..] ? cell[1..].Trim() : cell.Trim();

    static string SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var heading = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => heading.Split(separator).Length)!;
    }

    static readonly string[] Separators = [";", ",", "\t"];

    const int MostColumns = 200;
    const int MostOfAField = 64 * 1024;
}

/// <param name="Line">As an editor counts.</param>
/// <param name="Cells">At most as many as there are headings; trimmed.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Why a file is no table.</summary>
public enum CsvRefusal
{
    Empty,
    TooWide,

    /// <summary>A field without an end.</summary>
    Broken,
}
