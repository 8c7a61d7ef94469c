using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Contacts.Retention;

internal static class RetentionRegistration
{
    public static IServiceCollection AddContactsRetention(this IServiceCollection services)
    {
        foreach (var one in ContactsData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddSingleton<IOldData, OldUndos>()
            .AddSingleton<IErasure, ContactsErasure>()
            .AddScoped<IPersonalData, ContactsPersonalData>();
    }
}
