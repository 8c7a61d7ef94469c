using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.Health;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Marten;
using Marten.Schema.Indexing.Unique;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Ldap;

/// <summary>What signing in by the company's own directory adds to the module.</summary>
internal static class DirectoriesRegistration
{
    public static void AddDirectories(this IServiceCollection services)
    {
        services.AddSingleton<DirectorySecrets>();
        services.AddSingleton<CompanyDirectory>();
        services.AddSingleton<DirectoryLinks>();
        services.AddSingleton<DirectoryTries>();
        services.AddSingleton<DirectoryAccounts>();
        services.AddSingleton<DirectorySignIn>();
        services.AddSingleton<DirectoryMail>();
        services.AddSingleton<DirectoryUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<DirectoryUpkeep>());
        services.AddScoped<ShownDirectoryLink>();
        services.AddScoped<DirectoryTest>();
        services.AddScoped<DirectoryFinder>();
        services.AddSingleton<ISystemCheck, DirectoryCheck>();
        services.AddSingleton(
            new SettingsEntry(66, "/admin/active-directory", "id-card", typeof(DirectoryText), "Directory", SettingsGroup.SigningIn)
        );
        foreach (var (act, words) in Acts)
        {
            services.AddSingleton(new AuditedAct(act, typeof(DirectoryText), words));
        }
    }

    public static void MapDirectories(this IEndpointRouteBuilder routes)
    {
        routes.MapTestDirectory();
        routes.MapDirectoryLinks();
    }

    public static void Documents(StoreOptions options)
    {
        options.Schema.For<DirectorySettings>().SingleTenanted(); // asked for before anybody is known
        options
            .Schema.For<DirectoryLink>()
            .Index(
                link => link.Entry,
                index =>
                {
                    index.Name = "mt_doc_directorylink_entry"; // of one person only
                    index.IsUnique = true;
                    index.TenancyScope = TenancyScope.PerTenant;
                }
            );
    }

    static readonly (string Act, string Words)[] Acts =
    [
        ("/sign-in" + AuditEntry.ByDirectory, "ByDirectory"),
        (ConfirmSignIn.Address + AuditEntry.ByDirectory, "ByDirectoryAndCode"),
        ("/admin/active-directory", "DirectoryChanged"),
        ("/admin/active-directory/test", "DirectoryTested"),
        ("/admin/people/{id:guid}/directory/link", "PersonLinked"),
        ("/admin/people/{id:guid}/directory/unlink", "PersonUnlinked"),
        (DirectoryAccounts.AccountMade, "AccountMade"),
        (DirectoryAccounts.LinkedAtSignIn, "LinkedAtSignIn"),
        (DirectoryUpkeep.Deactivated, "GoneDeactivated"),
    ];
}
