using System.Text;
using ConnectMe.Contacts.Domain;

namespace ConnectMe.Contacts.Exchange;

/// <summary>Contacts as vCard 3.0 (RFC 2426), which every address book reads.</summary>
internal static class VCardWriting
{
    public static async Task Write(TextWriter writer, IAsyncEnumerable<Contact> contacts)
    {
        await foreach (var contact in contacts)
        {
            foreach (var line in LinesOf(contact))
            {
                await writer.WriteAsync(Folded(line));
            }
        }
    }

    static IEnumerable<string> LinesOf(Contact contact)
    {
        yield return "BEGIN:VCARD";
        yield return "VERSION:3.0";
        yield return $"N:{Escaped(contact.LastName)};{Escaped(contact.FirstName)};;;";
        yield return $"FN:{Escaped(contact.Name)}";
        if (contact.Company.Length + contact.Department.Length > 0)
        {
            yield return $"ORG:{Escaped(contact.Company)};{Escaped(contact.Department)}";
        }

        foreach (var number in contact.Numbers)
        {
            yield return $"TEL;TYPE={TypeOf(number.Type)}:{Escaped(number.Best)}";
        }

        if (contact.Email.Length > 0)
        {
            yield return $"EMAIL:{Escaped(contact.Email)}";
        }

        if (contact.Address.Length > 0)
        {
            yield return $"ADR:;;{Escaped(contact.Address)};;;;";
        }

        if (contact.Notes.Length > 0)
        {
            yield return $"NOTE:{Escaped(contact.Notes)}";
        }

        yield return "END:VCARD";
    }

    static string TypeOf(NumberType type) =>
        type switch
        {
            NumberType.Mobile => "CELL",
            NumberType.Home => "HOME",
            NumberType.Work => "WORK",
            _ => "VOICE",
        };

    static string Escaped(string text) =>
        text.ReplaceLineEndings("\n")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal);

    /// <summary>At most 75 bytes a line, never in the middle of a letter (RFC 2426 §2.6).</summary>
    static string Folded(string line)
    {
        var folded = new StringBuilder(line.Length + 8);
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > 75)
            {
                folded.Append("\r\n ");
                bytes = 1;
            }

            folded.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }

        return folded.Append("\r\n").ToString();
    }
}
