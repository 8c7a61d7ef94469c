using ConnectMe.Kernel;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectMe.Host.Web;

/// <summary>The section <c>Https</c> of the configuration: the certificate of the pages, when no proxy in front has one.</summary>
internal sealed class HttpsCertificate(IConfiguration configuration, TimeProvider time, ILogger<HttpsCertificate> log) : IHealthCheck
{
    readonly CertificateFile _file = new(
        configuration["Https:CertificatePath"] ?? "",
        configuration["Https:CertificateKeyPath"] ?? "",
        time,
        log
    );

    /// <summary>Each handshake asks anew; without one of ours Kestrel uses what its own section says.</summary>
    public void Use(HttpsConnectionAdapterOptions https)
    {
        if (!_file.IsConfigured)
        {
            return;
        }

        https.ServerCertificateSelector = (_, _) => _file.Current()?.TargetCertificate;
        https.OnAuthenticate = (_, handshake) =>
        {
            if (_file.Current() is { } certificate)
            {
                handshake.ServerCertificateContext = certificate; // with its chain, which the selector has no place for
                handshake.ServerCertificateSelectionCallback = null;
            }
        };
    }

    public bool IsConfigured => _file.IsConfigured;

    /// <summary>A newer one lies in its place and can't be used.</summary>
    public bool IsRefused => _file.IsConfigured && _file.IsRefused();

    /// <summary>Of the one that is shown; null: there is none that can be read.</summary>
    public DateTimeOffset? ValidUntil => _file.Current()?.TargetCertificate.NotAfter.ToUniversalTime();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            IsRefused ? HealthCheckResult.Degraded("The new certificate of the pages can't be used") : HealthCheckResult.Healthy()
        );
}
