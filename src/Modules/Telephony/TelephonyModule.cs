using ConnectMe.Kernel;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony;

/// <summary>Calls, lines and the call log of every company.</summary>
public static class TelephonyModule
{
    public static IServiceCollection AddTelephony(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Telephony").Get<TelephonySettings>() ?? new TelephonySettings();
        services.AddSingleton(new EmergencyNumbers(settings.EmergencyNumbers, settings.CountryCode));
        services.AddScoped<OwnSwitchboard>();
        services.AddValidatorsFromAssemblyContaining<TelephonySettings>(includeInternalTypes: true);
        services.Scan(scan =>
            scan.FromAssemblyOf<TelephonySettings>()
                .AddClasses(classes => classes.AssignableTo(typeof(IHandle<>)), publicOnly: false)
                .AsImplementedInterfaces()
                .WithScopedLifetime()
        );
        return services;
    }

    public static void MapTelephony(this IEndpointRouteBuilder routes) => CallActions.Map(routes);
}
