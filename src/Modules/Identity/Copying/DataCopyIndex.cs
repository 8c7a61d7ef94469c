using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ConnectMe.Identity.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Copying;

/// <summary>The page in a copy that says what each of its files holds, and what is in none of them.</summary>
internal static class DataCopyIndex
{
    public const string Name = "index.html";

    public static byte[] Of(
        DataSubject person,
        string madeAt,
        IEnumerable<(string Name, string Meaning)> parts,
        IStringLocalizer<DataCopyText> text
    )
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "nl";
        var title = Safe(text["IndexTitle", person.Name]);
        var page = new StringBuilder(
            $"<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n<p>{Safe(text["IndexMeaning", madeAt])}</p>\n<dl>\n"
        );
        foreach (var (name, meaning) in parts)
        {
            var address = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
            page.Append(CultureInfo.InvariantCulture, $"<dt><a href=\"{address}\">{Safe(name)}</a></dt><dd>{Safe(meaning)}</dd>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"</dl>\n<h2>{Safe(text["NotIn"])}</h2>\n<ul>\n");
        foreach (var left in Left)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Safe(text[left])}</li>\n");
        }

        return Encoding.UTF8.GetBytes(page.Append("</ul>\n</body></html>\n").ToString());
    }

    /// <summary>What the page says that is in no copy; the page on which one is asked for says the same.</summary>
    public static IReadOnlyList<string> Left { get; } = ["NotSecrets", "NotOthers", "NotWho", "NotBackups"];

    static string Safe(string said) => HtmlEncoder.Default.Encode(said);
}
