using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace ConnectMe.Host;

/// <summary>One line per event on the console (<c>Log:Format</c>); levels can be set per source by Serilog:MinimumLevel.</summary>
internal static class Logging
{
    public static void AddLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(log =>
            log.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error) // keys lie in a folder that is ours alone
                .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
                .MinimumLevel.Override("Orleans.Runtime.Silo", LogEventLevel.Error) // advises the server GC, which wants memory
                .MinimumLevel.Override("Orleans.Runtime.Watchdog", LogEventLevel.Error) // counts its first round from the boot of the machine
                .MinimumLevel.Override("ConnectMe.Identity.SignIns.SessionCookieHandler", LogEventLevel.Warning)
                .MinimumLevel.Override("Marten", LogEventLevel.Warning)
                .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
                .MinimumLevel.Override("Polly", LogEventLevel.Warning)
                .ReadFrom.Configuration(builder.Configuration)
                .Enrich.FromLogContext()
                .WriteTo.Console(FormatOf(builder.Configuration))
        );

    /// <summary>Lines for people; with <c>Log:Format=json</c> an object a line, for what collects logs.</summary>
    static ITextFormatter FormatOf(ConfigurationManager configuration) =>
        configuration["Log:Format"] == "json"
            ? new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture)
            : new LogLine();
}
