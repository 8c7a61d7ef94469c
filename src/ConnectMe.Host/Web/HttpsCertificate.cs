using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectMe.Host.Web;

/// <summary>The certificate of the pages, when no proxy in front has one: the files of the section <c>Https</c> of the configuration, else what an administrator gave on the page.</summary>
internal sealed class HttpsCertificate(IConfiguration configuration, IDataFolder folder, TimeProvider time, ILogger<HttpsCertificate> log)
    : IHealthCheck
{
    readonly CertificateFile _file = configuration["Https:CertificatePath"] is { Length: > 0 } path
        ? new CertificateFile(path, configuration["Https:CertificateKeyPath"] ?? "", time, log)
        : new CertificateFile(Path.Combine(folder.Path, Folder, "certificate.pem"), "", time, log);

    string GivenPath => Path.Combine(folder.Path, Folder, "certificate.pem");

    /// <summary>By whoever runs the server; the page can't change it.</summary>
    public bool IsSetByConfiguration => configuration["Https:CertificatePath"] is { Length: > 0 };

    /// <summary>Each handshake asks anew; without one of ours Kestrel uses what its own section says.</summary>
    public void Use(HttpsConnectionAdapterOptions https)
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13; // whatever the system allows
        if (!IsSetByConfiguration && configuration.GetSection("Kestrel:Certificates:Default").Exists())
        {
            return;
        }

        https.ServerCertificateSelector = (_, _) => Current?.TargetCertificate;
        https.OnAuthenticate = (_, handshake) =>
        {
            if (Current is { } certificate)
            {
                handshake.ServerCertificateContext = certificate; // with its chain, which the selector has no place for
                handshake.ServerCertificateSelectionCallback = null;
            }
        };
    }

    public bool IsConfigured => IsSetByConfiguration || File.Exists(GivenPath);

    /// <summary>A newer one lies in its place and can't be used.</summary>
    public bool IsRefused => IsConfigured && _file.IsRefused();

    /// <summary>The one that is shown; null: there is none that can be read.</summary>
    public X509Certificate2? Shown => Current?.TargetCertificate;

    /// <summary>Of the one that is shown; null: there is none that can be read.</summary>
    public DateTimeOffset? ValidUntil => Shown?.NotAfter.ToUniversalTime();

    SslStreamCertificateContext? Current => IsConfigured ? _file.Current() : null;

    /// <summary>The next handshake has it.</summary>
    public async Task Give(string pem, CancellationToken ct)
    {
        Directory.CreateDirectory(
            Path.GetDirectoryName(GivenPath)!,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var file = new FileStream(GivenPath + ".new", options))
        {
            await file.WriteAsync(Encoding.ASCII.GetBytes(pem), ct);
        }

        File.Move(GivenPath + ".new", GivenPath, overwrite: true);
    }

    public void TakeAway() => File.Delete(GivenPath);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            IsRefused ? HealthCheckResult.Degraded("The new certificate of the pages can't be used") : HealthCheckResult.Healthy()
        );

    /// <summary>Below the data folder, for its backups have it too.</summary>
    public const string Folder = "https";
}
