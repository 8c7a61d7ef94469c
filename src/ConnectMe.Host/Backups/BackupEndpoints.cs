using ConnectMe.Host.Features;
using ConnectMe.Host.Web;
using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Host.Backups;

/// <summary>What moves whole backups: to a browser and from one, never through memory.</summary>
internal static class BackupEndpoints
{
    public static void MapBackups(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        routes.MapGet("/admin/backup/{name}/download", Download).RequireAuthorization(Rights.Administrator);
        routes.MapPost("/admin/backup/{name}/sealed", Sealed).RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        routes
            .MapPost("/admin/backup/upload", Upload)
            .RequireAuthorization(Rights.Administrator)
            .DisableAntiforgery()
            .WithMetadata(new ReadsOwnBody(), new DisableRequestSizeLimitAttribute());
        routes
            .MapPost("/set-up/restore/upload", UploadAtSetUp)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithMetadata(new ReadsOwnBody(), new DisableRequestSizeLimitAttribute());
    }

    static IResult Download(string name, BackupStore store, IInstallationOwners owners) =>
        owners.Companies == 1 && store.Find(name) is { } kept
            ? Results.File(kept.Path, "application/zip", kept.Name, enableRangeProcessing: true)
            : Results.NotFound();

    static IResult Sealed(string name, [FromForm] string? passphrase, BackupStore store, IInstallationOwners owners) =>
        owners.Companies != 1 || store.Find(name) is not { } kept ? Results.NotFound()
        : passphrase is not { Length: >= PassphraseSeal.ShortestPassphrase and <= 1000 }
            ? Results.Redirect($"{BackUp.Address}?fault={BackupFault.PassphraseNeeded}")
        : Results.Stream(
            async body =>
            {
                await using var file = File.OpenRead(kept.Path);
                await PassphraseSeal.Seal(file, body, passphrase, CancellationToken.None);
            },
            "application/octet-stream",
            Path.ChangeExtension(kept.Name, ".sealed")
        );

    static async Task<IResult> Upload(
        HttpContext context,
        RestoreOffer offer,
        IAntiforgery antiforgery,
        IInstallationOwners owners,
        CancellationToken ct
    ) => owners.Companies == 1 ? await BackupUpload.Receive(context, BackUp.Address, offer, antiforgery, ct) : Results.NotFound();

    static async Task<IResult> UploadAtSetUp(
        HttpContext context,
        RestoreOffer offer,
        IAntiforgery antiforgery,
        IInstallationOwners owners,
        CancellationToken ct
    ) =>
        owners.MaySetUp(context.Request)
            ? await BackupUpload.Receive(context, RestoreAtSetUp.Address, offer, antiforgery, ct)
            : Results.NotFound();
}
