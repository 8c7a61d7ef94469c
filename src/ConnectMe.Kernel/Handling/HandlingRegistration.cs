using System.Reflection;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Kernel;

/// <summary>Finds the modules' handlers and validators. Call once, with all modules: a second call would decorate twice.</summary>
public static class HandlingRegistration
{
    public static IServiceCollection AddHandlers(this IServiceCollection services, params Assembly[] modules)
    {
        // Both scans find nothing, silently, unless told that the types are internal.
        services.Scan(s =>
            s.FromAssemblies(modules)
                .AddClasses(c => c.AssignableTo(typeof(IHandle<>)).Where(t => !t.IsGenericType), publicOnly: false)
                .AsImplementedInterfaces()
                .WithScopedLifetime()
        );
        services.AddValidatorsFromAssemblies(modules, ServiceLifetime.Scoped, includeInternalTypes: true);
        services.TryDecorate(typeof(IHandle<>), typeof(Validated<>));
        services.TryDecorate(typeof(IHandle<>), typeof(Traced<>));
        return services;
    }
}
