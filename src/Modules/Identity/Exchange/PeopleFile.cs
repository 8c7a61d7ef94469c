using ConnectMe.Kernel.Spreadsheets;

namespace ConnectMe.Identity.Exchange;

/// <summary>What a CSV file with people holds.</summary>
/// <param name="Refusal">Why the whole file cannot be read, a key of the texts; null: it can.</param>
/// <param name="Unused">Headings of columns that no field of a person is for.</param>
internal sealed record PeopleFile(IReadOnlyList<PersonRow> Rows, string? Refusal, IReadOnlyList<string> Unused)
{
    public const int MostBytes = 1024 * 1024;
    public const int MostRows = 1000;

    public static PeopleFile Read(byte[] content)
    {
        if (content.Length > MostBytes)
        {
            return Refused("FileTooLarge");
        }

        if (FileText.Decode(content) is not { } text)
        {
            return Refused("FileNotText");
        }

        var table = CsvTable.Read(text, MostRows);
        var columns = table.Headings.Select(PersonColumns.Of).ToList();
        return table switch
        {
            { Refusal: { } refusal } => Refused($"File{refusal}"),
            _ when !columns.Contains(PersonColumn.UserName) => Refused("FileUnknown"),
            { Rows.Count: 0 } => Refused("FileEmpty"),
            { Rows.Count: > MostRows } => Refused("FileTooLong"),
            _ => new PeopleFile(
                [.. table.Rows.Select(row => new PersonRow(row.Line, CellsOf(row, columns)))],
                Refusal: null,
                [.. table.Headings.Where((heading, at) => columns[at] is null && heading.Length > 0)]
            ),
        };
    }

    static PeopleFile Refused(string refusal) => new([], refusal, []);

    /// <summary>Of two columns for one field the first counts.</summary>
    static Dictionary<PersonColumn, string> CellsOf(CsvRow row, List<PersonColumn?> columns)
    {
        var cells = new Dictionary<PersonColumn, string>();
        foreach (var (cell, at) in row.Cells.Select((cell, at) => (cell, at)))
        {
            if (columns[at] is { } column)
            {
                cells.TryAdd(column, cell);
            }
        }

        return cells;
    }
}

/// <param name="Line">Of the file, as an editor counts.</param>
/// <param name="Cells">Of the columns that the file has.</param>
internal sealed record PersonRow(int Line, IReadOnlyDictionary<PersonColumn, string> Cells)
{
    public string Cell(PersonColumn column) => Cells.GetValueOrDefault(column) ?? "";
}
