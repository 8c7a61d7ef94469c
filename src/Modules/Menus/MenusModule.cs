using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Answering;
using ConnectMe.Menus.Demo;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Features;
using ConnectMe.Menus.Keeping;
using ConnectMe.Telephony.Contracts;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Menus;

/// <summary>Menus (IVR) and time conditions: where calls go by key and by hour, and the pages on which an administrator says so.</summary>
public static class MenusModule
{
    public static IServiceCollection AddMenus(this IServiceCollection services)
    {
        services.ConfigureMarten(Documents);
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<MenuChanges>()));
        return services
            .AddSingleton<MenuChanges>()
            .AddSingleton<MenusInMemory>()
            .AddSingleton<GreetingSounds>()
            .AddSingleton<NightSwitches>()
            .AddSingleton<ICallApplication, MenuApplication>()
            .AddSingleton<IReservedNumbers, MenuExtensions>()
            .AddSingleton<IReservedNumbers, NightCodes>()
            .AddSingleton<IDemoContent, DemoMenus>()
            .AddSingleton<IErasure, MenusErasure>()
            .AddAdministration();
    }

    static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        foreach (var (act, words) in Acts)
        {
            services.AddSingleton(new AuditedAct(ListMenus.Address + act, typeof(MenusText), words));
        }

        foreach (var one in MenusData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddSingleton<ISoundUses, MenuSounds>()
            .AddScoped<IAuditNames, MenuNames>()
            .AddScoped<MenuNumbers>()
            .AddScoped<MenuDestinations>()
            .AddScoped<EntryRules>()
            .AddScoped<MenuGreetings>()
            .AddScoped<MenuLists>()
            .AddScoped<ICallWords, MenusInWords>()
            .AddSingleton(new SettingsEntry(43, ListMenus.Address, "phone-forwarded", typeof(MenusText), "Menus", SettingsGroup.Calling));
    }

    public static void MapMenus(this IEndpointRouteBuilder routes)
    {
        RemoveMenu.Map(routes);
        RemoveCondition.Map(routes);
        TurnNightSwitch.Map(routes);
    }

    internal static void Documents(StoreOptions options)
    {
        options.Projections.Snapshot<CompanyMenus>(SnapshotLifecycle.Inline);
        options.Schema.For<MenuGreeting>();
    }

    static readonly (string Act, string Words)[] Acts =
    [
        ("/new", "AuditMenuAdded"),
        ("/{id:guid}", "AuditMenuChanged"),
        ("/{id:guid}/remove", "AuditMenuRemoved"),
        ("/times/new", "AuditConditionAdded"),
        ("/times/{id:guid}", "AuditConditionChanged"),
        ("/times/{id:guid}/remove", "AuditConditionRemoved"),
        ("/times/{id:guid}/night", "AuditNight"),
    ];
}
