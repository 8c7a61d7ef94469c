using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>A server of OAuth and OpenID Connect (OpenIddict) over HTTPS on a free port of this machine. It keeps nothing: codes and tokens carry what they are about.</summary>
internal static class OpenIddictServer
{
    /// <returns>Not started, and without its authentication: who has middleware of their own puts it first.</returns>
    public static WebApplication Build(X509Certificate2 certificate, Action<OpenIddictServerBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder
            .Services.AddOpenIddict()
            .AddServer(options =>
            {
                options.AddEphemeralEncryptionKey();
                options.EnableDegradedMode();
                options.UseAspNetCore();
                configure(options);
            });
        builder.Services.AddAuthentication();
        return builder.Build();
    }
}
