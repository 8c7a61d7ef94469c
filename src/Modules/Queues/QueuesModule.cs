using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Demo;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Features;
using ConnectMe.Queues.Keeping;
using ConnectMe.Queues.Waiting;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Contracts;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Queues;

/// <summary>Queues (ACD groups): which there are, who is in them and signed in, and their pages. Who waits and at whom it rings is the switchboard's.</summary>
public static class QueuesModule
{
    public static IServiceCollection AddQueues(this IServiceCollection services)
    {
        services.ConfigureMarten(Documents);
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<QueueChanges>()));
        return services
            .AddSingleton<QueueChanges>()
            .AddSingleton<IPeopleChanged>(provider => provider.GetRequiredService<QueueChanges>())
            .AddSingleton<IBusinessHoursChanged>(provider => provider.GetRequiredService<QueueChanges>())
            .AddSingleton<QueuesInMemory>()
            .AddSingleton<QueueNews>()
            .AddSingleton<QueueHours>()
            .AddHostedService(provider => provider.GetRequiredService<QueueHours>())
            .AddSingleton<PausedAgents>()
            .AddHostedService(provider => provider.GetRequiredService<PausedAgents>())
            .AddSingleton<ICallQueues, FollowedQueues>()
            .AddSingleton<ICallApplication, QueueApplication>()
            .AddSingleton<QueueMailboxes>()
            .AddSingleton<IGroupMailboxes>(provider => provider.GetRequiredService<QueueMailboxes>())
            .AddSingleton<ISoundUses, QueueSounds>()
            .AddSingleton<IReservedNumbers, QueueExtensions>()
            .AddSingleton<IDemoContent, DemoQueues>()
            .AddScoped<QueueBoards>()
            .AddScoped<ShownQueues>()
            .AddScoped<WidgetAgents>()
            .AddScoped<QueueHistories>()
            .AddAdministration()
            .AddRetention();
    }

    static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        foreach (var (act, words) in Acts)
        {
            services.AddSingleton(new AuditedAct(ListQueues.Address + act, typeof(QueuesText), words));
        }

        return services
            .AddScoped<IAuditNames, QueueNames>()
            .AddScoped<QueueLists>()
            .AddScoped<ICallWords, QueuesInWords>()
            .AddScoped<QueueTargets>()
            .AddSingleton(new SettingsEntry(41, ListQueues.Address, "headset", typeof(QueuesText), "Queues", SettingsGroup.Calling));
    }

    static IServiceCollection AddRetention(this IServiceCollection services)
    {
        foreach (var one in QueuesData.Classes)
        {
            services.AddSingleton(one);
        }

        return services.AddSingleton<IErasure, QueuesErasure>().AddScoped<IPersonalData, QueuesPersonalData>();
    }

    public static void MapQueues(this IEndpointRouteBuilder routes)
    {
        RemoveQueue.Map(routes);
        SignIn.Map(routes);
        ArrangeQueues.Map(routes);
        ShowWaiting.Map(routes);
        ReadWidgets.Map(routes);
    }

    internal static void Documents(StoreOptions options)
    {
        options.Projections.Snapshot<CompanyQueues>(SnapshotLifecycle.Inline);
        options.Schema.For<QueueSignIn>().Index(signIn => signIn.PersonId);
        options.Schema.For<QueuesView>();
    }

    static readonly (string Act, string Words)[] Acts =
    [
        ("/new", "AuditAdded"),
        ("/{id:guid}", "AuditChanged"),
        ("/{id:guid}/remove", "AuditRemoved"),
    ];
}
