using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Retention;

internal static class RetentionRegistration
{
    public static IServiceCollection AddTelephonyRetention(this IServiceCollection services)
    {
        foreach (var one in TelephonyData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddSingleton<IOldData, OldCalls>()
            .AddSingleton<IOldData, OldNotices>()
            .AddSingleton<IOldData, OldPush>()
            .AddSingleton<IErasure, CallsErasure>()
            .AddSingleton<IErasure, PhonesErasure>()
            .AddScoped<IPersonalData, CallsPersonalData>()
            .AddScoped<IPersonalData, PhonesPersonalData>();
    }
}
