using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace ConnectMe.Host;

/// <summary>
/// A line per event, for people. What comes from outside can't make a second one, or pass for one: control characters are written as escapes, and the
/// lines of an exception are set in.
/// </summary>
internal sealed class LogLine : ITextFormatter
{
    readonly MessageTemplateTextFormatter _line = new(
        "[{UtcTimestamp:yyyy-MM-dd'T'HH:mm:ss'Z'} {Level:u3}] {SourceContext}: {Message:lj}",
        CultureInfo.InvariantCulture
    );

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _line.Format(logEvent, line);
        Write(line.ToString(), output);
        output.WriteLine();
        foreach (var part in logEvent.Exception?.ToString().Split('\n') ?? [])
        {
            output.Write("    ");
            Write(part.TrimEnd('\r'), output);
            output.WriteLine();
        }
    }

    static void Write(string text, TextWriter output)
    {
        foreach (var sign in text)
        {
            if (IsHarmless(sign))
            {
                output.Write(sign);
            }
            else
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"));
            }
        }
    }

    /// <summary>Neither a control character, nor one that ends a line or turns the direction of what follows.</summary>
    static bool IsHarmless(char sign) =>
        char.GetUnicodeCategory(sign)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
