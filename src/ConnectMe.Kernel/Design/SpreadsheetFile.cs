using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// Rows as a CSV file (RFC 4180) in the notation of the reader's spreadsheet: UTF-8 with its mark, a semicolon in Dutch. What a spreadsheet would calculate gets a '
/// before it, so that nobody's name or number is run as a formula.
/// </summary>
public static class SpreadsheetFile
{
    public static IResult Of(string name, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        Of(name, headings, rows.ToAsyncEnumerable());

    public static IResult Of(string name, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows)
    {
        var delimiter = Delimiter;
        return Results.Stream(body => Write(body, delimiter, headings, rows), "text/csv; charset=utf-8", name);
    }

    /// <summary>As a part of something else.</summary>
    public static Task Write(Stream to, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows) =>
        Write(to, Delimiter, headings, rows);

    static string Delimiter => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "," : ";";

    static async Task Write(Stream body, string delimiter, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            InjectionOptions = InjectionOptions.Escape,
            InjectionEscapeCharacter = '\'',
        };
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, configuration, leaveOpen: true);
        await Row(csv, headings);
        await foreach (var row in rows)
        {
            await Row(csv, row);
        }
    }

    static async Task Row(CsvWriter csv, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.NextRecordAsync();
    }
}
