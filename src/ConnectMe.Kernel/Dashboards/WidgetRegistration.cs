using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Kernel.Dashboards;

/// <summary>Finds what the modules bring to dashboards.</summary>
public static class WidgetRegistration
{
    public static IServiceCollection AddWidgets(this IServiceCollection services, params Assembly[] modules) =>
        services.Scan(s =>
            s.FromAssemblies(modules)
                .AddClasses(c => c.AssignableTo<IWidget>(), publicOnly: false)
                .As<IWidget>()
                .WithScopedLifetime()
                .AddClasses(c => c.AssignableTo<IDashboardNews>(), publicOnly: false)
                .As<IDashboardNews>()
                .WithScopedLifetime()
        );
}
