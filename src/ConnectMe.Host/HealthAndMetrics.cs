using System.Net;
using ConnectMe.Host.Health;
using ConnectMe.Kernel.Health;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Metrics;

namespace ConnectMe.Host;

/// <summary>For the supervisor (/health/live, /health/ready: anyone may ask, no detail is told) and for Prometheus (/metrics: this machine only).</summary>
internal static class HealthAndMetrics
{
    public static void AddHealthAndMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<PostgresAnswers>("postgres", timeout: TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton<Stopping>().AddSingleton<IHostLifetime>(services => services.GetRequiredService<Stopping>());
        builder.Services.AddHealthChecks().AddCheck<Stopping>("stopping");
        builder
            .Services.AddSingleton<ISystemCheck, HttpsCheck>()
            .AddSingleton<ISystemCheck, DatabaseCheck>()
            .AddSingleton<ISystemCheck, StorageCheck>();
        builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("ConnectMe.*").AddPrometheusExporter()
            );
    }

    public static void MapHealthAndMetrics(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Say }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Say }).AllowAnonymous();

        // A proxy on this machine passes others' requests on; it says so in X-Forwarded-For.
        app.UseWhen(
            c => c.Request.Path == "/metrics" && !IsFromThisMachine(c),
            strangers =>
                strangers.Run(c =>
                {
                    c.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                })
        );
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
    }

    /// <summary>One word, and no more.</summary>
    static Task Say(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(report.Status.ToString());
    }

    static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("X-Original-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    sealed class PostgresAnswers(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = source.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException exception)
            {
                return HealthCheckResult.Unhealthy("PostgreSQL does not answer.", exception);
            }
        }
    }
}
