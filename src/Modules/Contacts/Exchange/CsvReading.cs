using System.Globalization;
using ConnectMe.Contacts.Features;
using CsvHelper;
using CsvHelper.Configuration;

namespace ConnectMe.Contacts.Exchange;

/// <summary>Contacts of a CSV file with a heading (RFC 4180), with the separator that its first line has most of.</summary>
internal static class CsvReading
{
    public static ContactFile Read(string text)
    {
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
                return ContactFile.Refused("FileEmpty");
            }

            if (headings.Length > MostColumns)
            {
                return ContactFile.Refused("FileTooWide");
            }

            var columns = headings.Select(ContactColumns.Of).ToArray();
            if (!columns.Any(column => column is not null and not ContactColumn.Notes))
            {
                return ContactFile.Refused("FileUnknown");
            }

            var rows = new List<ImportedRow>();
            while (rows.Count <= ContactFile.MostRows && csv.Read())
            {
                if (csv.Parser.Record is { } record && record.Any(cell => !string.IsNullOrWhiteSpace(cell)))
                {
                    rows.Add(RowOf(csv.Parser.RawRow, record, columns));
                }
            }

            return new ContactFile(rows, null, [.. headings.Where((heading, at) => columns[at] is null && heading.Length > 0)]);
        }
        catch (CsvHelperException) // a field without an end
        {
            return ContactFile.Refused("FileBroken");
        }
    }

    static ImportedRow RowOf(int line, string[] record, ContactColumn?[] columns)
    {
        string? Cell(ContactColumn wanted)
        {
            var at = Array.IndexOf(columns, wanted);
            return at >= 0 && at < record.Length ? Text(record[at]) : null;
        }

        var numbers = record
            .Take(columns.Length)
            .Select((cell, at) => (Text: Text(cell), Type: columns[at] is { } column ? ContactColumns.NumberOf(column) : null))
            .Where(cell => cell is { Type: not null, Text.Length: > 0 })
            .Select(cell => new ContactFields.NumberRow { Type = cell.Type!.Value, Number = cell.Text })
            .ToList();
        var (first, last) = Names(Cell(ContactColumn.FirstName), Cell(ContactColumn.LastName), Cell(ContactColumn.FullName));
        var fields = new ContactFields
        {
            FirstName = first,
            LastName = last,
            Company = Cell(ContactColumn.Company),
            Department = Cell(ContactColumn.Department),
            Email = Cell(ContactColumn.Email),
            Address = Cell(ContactColumn.Address),
            Notes = Cell(ContactColumn.Notes),
            Numbers = numbers,
        };
        return new ImportedRow(line, fields, numbers.Exists(number => IsRounded(number.Number!)) ? "NumberRounded" : null);
    }

    /// <summary>One text for the whole name is a first name and the rest.</summary>
    internal static (string? First, string? Last) Names(string? first, string? last, string? whole)
    {
        if (!string.IsNullOrEmpty(first) || !string.IsNullOrEmpty(last) || string.IsNullOrEmpty(whole))
        {
            return (first, last);
        }

        var words = whole.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [var one, var rest] ? (one, rest) : (whole, null);
    }

    /// <summary>Without the sign by which our export keeps a spreadsheet from calculating.</summary>
    static string Text(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t', ..] ? cell[1..].Trim() : cell.Trim();

    /// <summary>"3,12E+10": a spreadsheet took the number for a quantity, and its last digits are gone.</summary>
    static bool IsRounded(string number) =>
        number.Contains("E+", StringComparison.OrdinalIgnoreCase) && number.Any(char.IsAsciiDigit) && !number.Any(char.IsWhiteSpace);

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
