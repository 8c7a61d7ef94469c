using ConnectMe.Calendar.Demo;
using ConnectMe.Calendar.Domain;
using ConnectMe.Calendar.Features;
using ConnectMe.Calendar.Keeping;
using ConnectMe.Calendar.Planning;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Retention;
using ConnectMe.Presence.Contracts;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Calendar;

/// <summary>Everybody's calendar: the statuses they plan to be in, and in which role.</summary>
public static class CalendarModule
{
    public static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.ConfigureMarten(Documents);
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<CalendarChanges>()));
        foreach (var one in CalendarData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddSingleton<CalendarChanges>()
            .AddSingleton<IPlannedStatuses, PlannedByCalendar>()
            .AddScoped<OwnCalendar>()
            .AddScoped<ShownCalendar>()
            .AddScoped<EntryChoices>()
            .AddSingleton<IDemoContent, DemoCalendar>()
            .AddSingleton<IOldData, OldEntries>()
            .AddSingleton<IErasure, CalendarErasure>()
            .AddScoped<IPersonalData, CalendarPersonalData>();
    }

    public static void MapCalendar(this IEndpointRouteBuilder routes) => RemoveEntry.Map(routes);

    internal static void Documents(StoreOptions options) => options.Schema.For<CalendarEntry>().Index(entry => entry.PersonId);
}
