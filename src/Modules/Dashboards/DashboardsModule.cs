using System.Reflection;
using ConnectMe.Dashboards.Domain;
using ConnectMe.Dashboards.Features;
using ConnectMe.Dashboards.Keeping;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Dashboards;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Dashboards;

/// <summary>Everybody's dashboard: which widgets stand on it, and where. What a widget shows is its module's.</summary>
public static class DashboardsModule
{
    /// <param name="modules">Those that may bring widgets.</param>
    public static IServiceCollection AddDashboards(this IServiceCollection services, params Assembly[] modules)
    {
        services.ConfigureMarten(Documents);
        foreach (var one in DashboardsData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddWidgets(modules)
            .AddScoped<OwnDashboard>()
            .AddScoped<OwnNews>()
            .AddScoped<OwnGreeting>()
            .AddSingleton<IErasure, DashboardsErasure>()
            .AddScoped<IPersonalData, DashboardsPersonalData>();
    }

    public static void MapDashboards(this IEndpointRouteBuilder routes)
    {
        ChooseOfWidget.Map(routes);
        SaveDashboard.Map(routes);
    }

    internal static void Documents(StoreOptions options) => options.Schema.For<PersonalDashboard>();
}
