using ConnectMe.Contacts.Features;
using ConnectMe.Kernel.Spreadsheets;

namespace ConnectMe.Contacts.Exchange;

/// <summary>Contacts of a CSV file.</summary>
internal static class CsvReading
{
    public static ContactFile Read(string text)
    {
        var table = CsvTable.Read(text, ContactFile.MostRows);
        if (table.Refusal is { } refusal)
        {
            return ContactFile.Refused($"File{refusal}");
        }

        var columns = table.Headings.Select(ContactColumns.Of).ToArray();
        return columns.Any(column => column is not null and not ContactColumn.Notes)
            ? new ContactFile(
                [.. table.Rows.Select(row => RowOf(row, columns))],
                null,
                [.. table.Headings.Where((heading, at) => columns[at] is null && heading.Length > 0)]
            )
            : ContactFile.Refused("FileUnknown");
    }

    static ImportedRow RowOf(CsvRow row, ContactColumn?[] columns)
    {
        string? Cell(ContactColumn wanted)
        {
            var at = Array.IndexOf(columns, wanted);
            return at >= 0 && at < row.Cells.Count ? row.Cells[at] : null;
        }

        var numbers = row
            .Cells.Select((cell, at) => (Text: cell, Type: columns[at] is { } column ? ContactColumns.NumberOf(column) : null))
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
        return new ImportedRow(row.Line, fields, numbers.Exists(number => IsRounded(number.Number!)) ? "NumberRounded" : null);
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

    /// <summary>"3,12E+10": a spreadsheet took the number for a quantity, and its last digits are gone.</summary>
    static bool IsRounded(string number) =>
        number.Contains("E+", StringComparison.OrdinalIgnoreCase) && number.Any(char.IsAsciiDigit) && !number.Any(char.IsWhiteSpace);
}
