using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Features;
using ConnectMe.Presence.Keeping;
using ConnectMe.Presence.Statuses;
using ConnectMe.Telephony.Contracts;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Presence;

/// <summary>The statuses of a company, who is in which, and what that makes of their calls.</summary>
public static class PresenceModule
{
    public static IServiceCollection AddPresence(this IServiceCollection services)
    {
        services.ConfigureMarten(Documents);
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<PresenceChanges>()));
        return services
            .AddSingleton<PresenceChanges>()
            .AddSingleton<PresenceInMemory>()
            .AddSingleton<IStatuses>(provider => provider.GetRequiredService<PresenceInMemory>())
            .AddSingleton<PresenceNews>()
            .AddPlans()
            .AddSingleton<StatusEnds>()
            .AddHostedService(provider => provider.GetRequiredService<StatusEnds>())
            .AddSingleton<ICallFlows, CallFlowsByStatus>()
            .AddScoped<IAvailabilities, SharedAvailabilities>()
            .AddScoped<Durations>()
            .AddScoped<FlowWords>()
            .AddScoped<ICallWords, FlowsInWords>()
            .AddScoped<ShownPresence>()
            .AddScoped<DialledNumbers>()
            .AddSingleton(new SettingsEntry(8, "/settings/status", "phone-forwarded", typeof(PresenceText), "Status"))
            .AddSingleton(new Shortcut(25, "status", "Alt+KeyS", typeof(PresenceText), "Keys-status"))
            .AddAdministration()
            .AddRetention();
    }

    static IServiceCollection AddPlans(this IServiceCollection services) =>
        services
            .AddSingleton<IPlannedRoles, PlannedRoles>()
            .AddSingleton<PlannedNews>()
            .AddSingleton<IPlannedStatusesChanged>(provider => provider.GetRequiredService<PlannedNews>())
            .AddSingleton(provider => new Lazy<StatusEnds>(provider.GetRequiredService<StatusEnds>));

    static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        foreach (var (act, words) in Acts)
        {
            services.AddSingleton(new AuditedAct(ListStatuses.Address + act, typeof(PresenceText), words));
        }

        return services
            .AddScoped<IAuditNames, StatusNames>()
            .AddScoped<StatusPreviews>()
            .AddSingleton(new SettingsEntry(42, "/admin/statuses", "workflow", typeof(PresenceText), "Statuses", SettingsGroup.Calling));
    }

    static IServiceCollection AddRetention(this IServiceCollection services)
    {
        foreach (var one in PresenceData.Classes)
        {
            services.AddSingleton(one);
        }

        return services.AddSingleton<IErasure, PresenceErasure>().AddScoped<IPersonalData, PresencePersonalData>();
    }

    public static void MapPresence(this IEndpointRouteBuilder routes)
    {
        ChooseStatus.Map(routes);
        ArrangeStatuses.Map(routes);
    }

    internal static void Documents(StoreOptions options)
    {
        options.Projections.Snapshot<CompanyStatuses>(SnapshotLifecycle.Inline);
        options.Schema.For<ChosenStatus>();
        options.Schema.For<Forwarding>().Index(forwarding => forwarding.PersonId);
    }

    static readonly (string Act, string Words)[] Acts =
    [
        ("/new", "AuditAdded"),
        ("/{id:guid}", "AuditChanged"),
        ("/{id:guid}/up", "AuditMoved"),
        ("/{id:guid}/down", "AuditMoved"),
        ("/{id:guid}/standard", "AuditStandard"),
        ("/{id:guid}/remove", "AuditRemoved"),
    ];
}
