using System.Text.Json;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Web;

/// <summary>Tells the administrators by mail that the certificate of the pages ends: 21, 7 and 1 days before, once each.</summary>
internal sealed partial class CertificateWatch(
    HttpsCertificate certificate,
    IInstallationOwners owners,
    IDataFolder folder,
    TimeProvider time,
    IStringLocalizer<CertificateText> text,
    ILogger<CertificateWatch> log
) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromHours(1);
    static readonly int[] DaysBefore = [1, 7, 21];

    string WarnedFile => Path.Combine(folder.Path, HttpsCertificate.Folder, "warned.json");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the job runner: in an hour it is tried again
            {
                NotTold(log, failure);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>For which of the days it warned; null: it did not.</returns>
    public async Task<int?> Look(CancellationToken ct)
    {
        if (certificate.Shown is not { } shown)
        {
            return null;
        }

        var left = shown.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
        if (DaysBefore.Where(days => left <= TimeSpan.FromDays(days)).Cast<int?>().FirstOrDefault() is not { } due)
        {
            return null;
        }

        if (Warned() is { } warned && warned.Thumbprint == shown.Thumbprint && warned.Days <= due)
        {
            return null;
        }

        var days = Math.Max(0, (int)Math.Floor(left.TotalDays));
        await owners.Tell(() => (text["WarningSubject", days], text["WarningText", days, shown.Subject]), ct);
        Directory.CreateDirectory(
            Path.GetDirectoryName(WarnedFile)!,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        await File.WriteAllBytesAsync(WarnedFile, JsonSerializer.SerializeToUtf8Bytes(new Warning(shown.Thumbprint, due)), ct);
        return due;
    }

    Warning? Warned() => File.Exists(WarnedFile) ? JsonSerializer.Deserialize<Warning>(File.ReadAllBytes(WarnedFile)) : null;

    /// <param name="Thumbprint">Of the certificate: a new one is warned of anew.</param>
    sealed record Warning(string Thumbprint, int Days);

    [LoggerMessage(EventId = 1406, Level = LogLevel.Error, Message = "The administrators could not be told that the certificate ends")]
    static partial void NotTold(ILogger logger, Exception failure);
}
