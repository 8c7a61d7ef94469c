using System.Net;
using System.Text.RegularExpressions;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using MimeKit;
using MimeKit.Utils;

namespace ConnectMe.Identity.Mail;

/// <summary>A mail with the company's logo above its text; the text stands in it plainly too, for who reads no HTML. The logo is inside: nothing is fetched when it is read.</summary>
internal sealed partial class MailLogo(IDocumentStore store, ICompanies companies)
{
    public async Task<MimeEntity> Body(CompanyId company, string text, CancellationToken ct)
    {
        var plain = new TextPart("plain") { Text = text };
        var profile = companies.Of(company);
        await using var query = store.QuerySession();
        if (profile.Logo is not { } id || await query.LoadAsync<CompanyLogo>(id, ct) is not { } logo)
        {
            return plain;
        }

        var picture = new MimePart("image", "png")
        {
            Content = new MimeContent(new MemoryStream(logo.Png)),
            ContentId = MimeUtils.GenerateMessageId("logo"),
            ContentDisposition = new ContentDisposition(ContentDisposition.Inline),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = "logo.png",
        };
        var html = new TextPart("html")
        {
            Text = $"""
                <!doctype html><html><body style="font-family:sans-serif">
                <p><img src="cid:{picture.ContentId}" alt="{WebUtility.HtmlEncode(
                    profile.Name
                )}" style="max-width:240px;max-height:80px"></p>
                <div style="white-space:pre-wrap">{Links().Replace(WebUtility.HtmlEncode(text), "<a href=\"$0\">$0</a>")}</div>
                </body></html>
                """,
        };
        return new MultipartAlternative
        {
            plain,
            new MultipartRelated { html, picture },
        };
    }

    /// <summary>In encoded text, where a quote or a bracket is no part of it.</summary>
    [GeneratedRegex("https?://[^\\s<>\"&]+(?:&amp;[^\\s<>\"&]+)*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
