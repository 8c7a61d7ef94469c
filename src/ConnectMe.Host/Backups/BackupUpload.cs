using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Host.Backups;

/// <summary>A form with a backup in it, read part by part: token, passphrase, file. The file goes to the disk as it comes.</summary>
internal static class BackupUpload
{
    /// <param name="page">Shows what is offered, or why nothing is.</param>
    public static async Task<IResult> Receive(
        HttpContext context,
        string page,
        RestoreOffer offer,
        IAntiforgery antiforgery,
        CancellationToken ct
    )
    {
        try
        {
            return Results.Redirect(
                await Receive(context, offer, antiforgery, ct) is { } fault ? $"{page}?fault={fault}#restore" : $"{page}#restore"
            );
        }
        catch (BadHttpRequestException)
        {
            return Results.BadRequest(); // no form of ours
        }
    }

    static async Task<BackupFault?> Receive(HttpContext context, RestoreOffer offer, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (
            !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary
        )
        {
            throw new BadHttpRequestException("no form");
        }

        var reader = new MultipartReader(boundary, context.Request.Body);
        try
        {
            await CheckToken(context, await TextOf(reader, TokenField, ct), antiforgery);
            var passphrase = await TextOf(reader, PassphraseField, ct);
            var file = await SectionOf(reader, FileField, ct);
            if (file.FileName.Length == 0)
            {
                return BackupFault.NotABackup;
            }

            await offer.Offer(file.Section.Body, Path.GetFileName(file.FileName), passphrase, ct);
            return null;
        }
        catch (BackupFaultException fault)
        {
            return fault.Fault;
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException && cut is not BadHttpRequestException)
        {
            return BackupFault.NotABackup;
        }
    }

    static async Task CheckToken(HttpContext context, string token, IAntiforgery antiforgery)
    {
        context.Request.Headers[TokenField[2..]] = token; // the header that it may come in as well
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            throw new BadHttpRequestException("an old page");
        }
    }

    static async Task<string> TextOf(MultipartReader reader, string name, CancellationToken ct)
    {
        var (section, _) = await SectionOf(reader, name, ct);
        var buffer = new byte[4096];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length < buffer.Length
            ? System.Text.Encoding.UTF8.GetString(buffer, 0, length)
            : throw new BadHttpRequestException("too long");
    }

    static async Task<(MultipartSection Section, string FileName)> SectionOf(MultipartReader reader, string name, CancellationToken ct) =>
        await reader.ReadNextSectionAsync(ct) is { } section
        && ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
        && HeaderUtilities.RemoveQuotes(disposition.Name) == name
            ? (section, HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "")
            : throw new BadHttpRequestException("another form");

    const string TokenField = "__RequestVerificationToken";
    const string PassphraseField = "passphrase";
    const string FileField = "file";
}
