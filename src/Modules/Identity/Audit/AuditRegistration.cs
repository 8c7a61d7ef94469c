using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.Health;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Audit;

internal static class AuditRegistration
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            provider.GetRequiredService<IConfiguration>().GetSection("Audit").Get<AuditSettings>() ?? new AuditSettings()
        );
        services.AddSingleton<AuditChain>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditSaving>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<AuditSaving>()));
        services.AddSingleton<RefusedSignIns>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedSignIns>());
        services.AddSingleton<AuditUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditUpkeep>());
        services.AddScoped<IAuditedRequest, AuditedRequest>();
        services.AddScoped<IAuditNames, PersonNames>();
        services.AddScoped<AuditWords>();
        services.AddScoped<ShownAudit>();
        services.AddScoped<ShownSignIns>();
        services.AddScoped<ShownPersonDevices>();
        services.AddSingleton<ISystemCheck, AuditCheck>();
        services.AddSingleton(new SettingsEntry(90, "/admin/audit", "key-round", typeof(AuditText), "Audit", SettingsGroup.Server));
        foreach (var (act, words) in Acts)
        {
            services.AddSingleton(new AuditedAct(act, typeof(AuditText), words));
        }
    }

    public static void Documents(StoreOptions options)
    {
        options
            .Schema.For<AuditEntry>()
            .Duplicate(entry => entry.Number, configure: index => index.Columns = ["tenant_id", "number"])
            .Duplicate(entry => entry.At, configure: index => index.Columns = ["tenant_id", "at"])
            .Duplicate(entry => entry.Kind, configure: index => index.Columns = ["tenant_id", "kind", "number"])
            .Duplicate(entry => entry.By!, configure: index => index.Columns = ["tenant_id", "by", "number"])
            .Duplicate(entry => entry.AboutId!, configure: index => index.Columns = ["tenant_id", "about_id", "number"])
            .Duplicate(entry => entry.Words);
        options.Schema.For<AuditHead>();
    }

    static readonly (string Act, string Words)[] Acts =
    [
        (AuditEntry.SignedIn, "SignedIn"),
        (AuditEntry.SignInRefused, "SignInRefused"),
        (AuditEntry.Tidied, "Tidied"),
        (AuditEntry.RescueOffered, "RescueOffered"),
        (AuditEntry.Rescued, "Rescued"),
        (AuditEntry.PersonErased, "PersonErased"),
        (AuditEntry.NumberErased, "NumberErased"),
        (EraseNumber.Address, "NumberLookedUp"),
        (ChangePerson.RightGiven, "RightGiven"),
        (ChangePerson.RightTaken, "RightTaken"),
        ("/sign-in", "ByPassword"),
        ("/set-up", "CompanyFounded"),
        ("/sign-out", "SignedOut"),
        ("/set-password", "PasswordSet"),
        ("/settings/security", "PasswordChanged"),
        ("/settings/security/sessions/end", "OwnSessionsEnded"),
        ("/settings/security/sessions/{session:guid}/end", "OwnSessionEnded"),
        ("/admin/people/new", "PersonAdded"),
        ("/admin/people/{id:guid}", "PersonChanged"),
        ("/admin/people/{id:guid}/deactivate", "PersonDeactivated"),
        ("/admin/people/{id:guid}/reactivate", "PersonReactivated"),
        ("/admin/people/{id:guid}/invite", "PersonInvited"),
        ("/admin/people/{id:guid}/sessions/end", "SessionsEnded"),
        ("/admin/people/{id:guid}/sessions/{session:guid}/end", "SessionEnded"),
        ("/admin/people/{id:guid}/devices/{device:guid}/revoke", "PersonDeviceRevoked"),
        ("/admin/people/{id:guid}/photo", "PhotoChanged"),
        ("/admin/people/{id:guid}/photo/remove", "PhotoRemoved"),
        ("/admin/company", "CompanyChanged"),
        ("/admin/company/hours", "HoursChanged"),
        ("/admin/company/days", "DayAdded"),
        ("/admin/company/days/remove", "DayRemoved"),
        ("/admin/policies", "PolicyPublished"),
        ("/admin/policies/emergency-numbers", "EmergencyNumbersChanged"),
        ("/admin/mail", "MailChanged"),
        ("/admin/mail/test", "MailTested"),
        ("GET /admin/audit/export.csv", "AuditExported"),
    ];
}
