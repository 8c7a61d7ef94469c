using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectMe.Telephony.Signalling;

/// <summary>A Host without SIP still serves browsers: worth an alarm, no reason to take it out of service.</summary>
internal sealed class SipHealth(SipServer sip) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(sip.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("SIP is not open: its port is taken"));
}
