using ConnectMe.Identity.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>What this module's acts are called in the audit log.</summary>
internal static class ContactsAudit
{
    /// <summary>A contact of the company was added, changed, removed, restored or imported, or a number blocked for everybody.</summary>
    public const string DirectoryChanged = "/contacts";

    public static IServiceCollection AddContactsAudit(this IServiceCollection services)
    {
        foreach (
            var (act, words) in new[]
            {
                (DirectoryChanged, "DirectoryChanged"),
                ("/contacts/{id:guid}/block-for-all", "BlockedForAll"),
                ("/contacts/{id:guid}/vip-for-all", "MarkedForAll"),
                ("/contacts/{id:guid}/favourite-for-all", "MarkedForAll"),
            }
        )
        {
            services.AddSingleton(new AuditedAct(act, typeof(AuditText), words));
        }

        return services;
    }
}
