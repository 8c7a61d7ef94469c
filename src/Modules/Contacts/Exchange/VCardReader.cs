using System.Text;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Features;

namespace ConnectMe.Contacts.Exchange;

/// <summary>Contacts of vCards 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), many in one file. What is inside another card is not a contact of its own.</summary>
internal static class VCardReader
{
    public static bool IsVCard(string text) => text.AsSpan().TrimStart().StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase);

    public static ContactFile Read(string text)
    {
        var rows = new List<ImportedRow>();
        Card? card = null;
        var depth = 0;
        foreach (var content in Lines(text))
        {
            if (content.Equals("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase))
            {
                card = depth++ == 0 ? new Card(rows.Count + 1) : card;
            }
            else if (content.Equals("END:VCARD", StringComparison.OrdinalIgnoreCase))
            {
                if (--depth == 0)
                {
                    rows.Add(card!.ToRow());
                    card = null;
                }

                if (depth < 0)
                {
                    return ContactFile.Refused("FileBroken");
                }
            }
            else if (depth == 1)
            {
                card!.Take(VCardProperty.Read(content));
            }

            if (rows.Count > ContactFile.MostRows)
            {
                break;
            }
        }

        return depth > 0 && rows.Count <= ContactFile.MostRows ? ContactFile.Refused("FileBroken") : new ContactFile(rows, null, []);
    }

    /// <summary>Folded ones as one (RFC 6350 §3.2), and those that quoted-printable broke off with "=" (vCard 2.1).</summary>
    static IEnumerable<string> Lines(string text)
    {
        var whole = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var goesOn = whole.Length > 0 && (line is [' ' or '\t', ..] || EndsSoftly(whole));
            if (!goesOn && whole.Length > 0)
            {
                yield return whole.ToString();
                whole.Clear();
            }

            if (whole.Length == 0)
            {
                whole.Append(line.TrimEnd());
            }
            else if (whole.Length < LongestLine)
            {
                if (EndsSoftly(whole))
                {
                    whole.Length--;
                }

                whole.Append(line is [' ' or '\t', ..] ? line.AsSpan(1) : line);
            }
        }

        if (whole.Length > 0)
        {
            yield return whole.ToString();
        }
    }

    static bool EndsSoftly(StringBuilder line) =>
        line[^1] == '=' && line.Length < LongestLine && line.ToString().Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);

    sealed class Card(int number)
    {
        readonly List<ContactFields.NumberRow> _numbers = [];
        string? _first;
        string? _last;
        string? _whole;
        string? _company;
        string? _department;
        string? _email;
        string? _address;
        string? _notes;

        public void Take(VCardProperty property)
        {
            switch (property.Name)
            {
                case "N":
                    (_last, _first) = (property.Part(0), property.Part(1));
                    break;
                case "FN":
                    _whole ??= property.Text;
                    break;
                case "ORG":
                    (_company, _department) = (property.Part(0), property.Part(1));
                    break;
                case "EMAIL":
                    _email ??= property.Text;
                    break;
                case "ADR":
                    _address ??= string.Join(", ", property.Parts.Select(part => part.Trim()).Where(part => part.Length > 0));
                    break;
                case "NOTE":
                    _notes ??= property.Text;
                    break;
                case "TEL" when property.Text.Length > 0:
                    _numbers.Add(new ContactFields.NumberRow { Type = TypeOf(property), Number = NumberOf(property.Text) });
                    break;
            }
        }

        public ImportedRow ToRow()
        {
            var isCompany = string.IsNullOrEmpty(_first) && string.IsNullOrEmpty(_last) && _whole == _company;
            var (first, last) = CsvReading.Names(_first, _last, isCompany ? null : _whole);
            return new ImportedRow(
                number,
                new ContactFields
                {
                    FirstName = first,
                    LastName = last,
                    Company = _company,
                    Department = _department,
                    Email = _email,
                    Address = _address,
                    Notes = _notes,
                    Numbers = _numbers,
                }
            );
        }

        static NumberType TypeOf(VCardProperty property) =>
            property.Is("CELL") ? NumberType.Mobile
            : property.Is("HOME") ? NumberType.Home
            : property.Is("WORK") ? NumberType.Work
            : NumberType.Other;

        /// <summary>Of vCard 4.0 it may be a link: "tel:+31-20-555-0142;ext=7".</summary>
        static string NumberOf(string text) => text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? text[4..].Split(';')[0] : text;
    }

    /// <summary>Photos are long; nothing that is read is.</summary>
    const int LongestLine = 64 * 1024;
}
