using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using ConnectMe.Kernel.Retention;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Retention;

internal static class RetentionRegistration
{
    public static void AddRetention(this IServiceCollection services)
    {
        foreach (var one in IdentityData.Classes)
        {
            services.AddSingleton(one);
        }

        services
            .AddSingleton<IOldData, OldAudit>()
            .AddSingleton<IOldData, OldSignIns>()
            .AddSingleton<IOldData, OldMail>()
            .AddSingleton<IOldData, OldLinks>()
            .AddSingleton<IOldData, OldImports>()
            .AddSingleton<IOldData, OldPeople>()
            .AddSingleton<PersonErasure>()
            .AddSingleton<NumberErasure>()
            .AddSingleton<RetentionPeriods>()
            .AddSingleton<RetentionSweeper>()
            .AddHostedService(provider => provider.GetRequiredService<RetentionSweeper>())
            .AddSingleton<ISystemCheck, RetentionCheck>()
            .AddSingleton(new SettingsEntry(75, "/admin/retention", "trash-2", typeof(RetentionText), "Retention", SettingsGroup.Server));
    }

    public static void Documents(StoreOptions options)
    {
        options.Schema.For<RetentionRules>();
        options.Schema.For<RetentionRun>();
    }
}
