using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectMe.Telephony.Signalling;

/// <summary>A Host without SIP still serves browsers, and one with an old certificate phones: worth an alarm, no reason to take it out of service.</summary>
internal sealed class SipHealth(SipServer sip, SipCertificate certificate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !sip.IsOpen ? HealthCheckResult.Degraded("SIP is not open: its port is taken")
            : certificate.IsRefused() ? HealthCheckResult.Degraded("The new certificate of SIP over TLS can't be used")
            : HealthCheckResult.Healthy()
        );
}
