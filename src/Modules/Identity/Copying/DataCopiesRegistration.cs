using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Copying;

internal static class DataCopiesRegistration
{
    public static void AddDataCopies(this IServiceCollection services) =>
        services
            .AddSingleton<DataCopiesAtOnce>()
            .AddScoped<DataCopies>()
            .AddScoped<DataCopySending>()
            .AddScoped<IPersonalData, AccountData>()
            .AddScoped<IPersonalData, SignInData>()
            .AddScoped<IPersonalData, AuditData>()
            .AddSingleton(new AuditedAct(CopyOwnData.Address, typeof(DataCopyText), "AuditOwn"))
            .AddSingleton(new AuditedAct("/admin/people/{id:guid}/copy", typeof(DataCopyText), "AuditPerson"));
}
