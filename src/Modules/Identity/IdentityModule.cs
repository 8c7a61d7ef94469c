using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Consent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Copying;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Exchange;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.Health;
using ConnectMe.Identity.Ldap;
using ConnectMe.Identity.Mail;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.People;
using ConnectMe.Identity.Phones;
using ConnectMe.Identity.Profiles;
using ConnectMe.Identity.Retention;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SettingUp;
using ConnectMe.Identity.Shortcuts;
using ConnectMe.Identity.SignIns;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Health;
using JasperFx.Events.Projections;
using Marten;
using Marten.Schema.Indexing.Unique;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity;

/// <summary>Companies, users, sign-in and sessions.</summary>
public static class IdentityModule
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.ConfigureMarten(Documents);

        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(s => s.GetRequiredService<CurrentUser>());
        services.AddScoped<ICompanyScope>(s => s.GetRequiredService<CurrentUser>());
        services.AddSingleton<BrowserSessions>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<Entry>();
        services.AddSingleton<KnownBrowser>();
        services.AddSingleton<PeopleChanges>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<PeopleChanges>()));
        services.AddSingleton<PeopleInMemory>();
        services.AddSingleton<IPeople>(s => s.GetRequiredService<PeopleInMemory>());
        services.AddCompanies();
        services.AddHostedService<SessionPoll>();
        services.AddHostedService<DemoSeed>();
        services.AddMail();
        services.AddShortcuts();
        services.AddPasswords();
        services.AddPeoplePages();
        services.AddAudit();
        services.AddSecondStep();
        services.AddProfiles();
        services.AddPhones();
        services.AddDirectories();
        services.AddSingleSignOn();
        services.AddRetention();
        services.AddDataCopies();

        services
            .AddAuthentication(SessionCookieHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionCookieHandler>(SessionCookieHandler.Scheme, configureOptions: null);
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Rights.Administrator, policy => Holding(policy, person => person.IsAdministrator))
            .AddPolicy(Rights.Supervise, policy => Holding(policy, person => person.MaySupervise));
        services.AddScoped<IAuthorizationHandler, RightCheck>();
        return services;
    }

    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        routes.MapSignOut();
        routes.MapChooseLanguage();
        routes.MapLiveStream();
        routes.MapTestMail();
        routes.MapChangeEmergencyNumbers();
        routes.MapChangeHours();
        routes.MapChangeLogo();
        routes.MapConfirmDays();
        routes.MapShowShortcuts();
        routes.MapPeople();
        routes.MapRights();
        routes.MapPeopleExchange();
        routes.MapEndSession();
        routes.MapExportAuditLog();
        routes.MapRevokePersonDevice();
        routes.MapRemoveSecondFactor();
        routes.MapTestSms();
        routes.MapPersonSecondFactors();
        routes.MapProfiles();
        routes.MapPhones();
        routes.MapDirectories();
        routes.MapSingleSignOn();
    }

    /// <summary>Before all pages: until the installation is set up there is nothing behind them.</summary>
    public static void UseSetUpFirst(this IApplicationBuilder app) => app.UseMiddleware<SetUpFirst>();

    /// <summary>Before authorization: what is refused by it is in the log too.</summary>
    public static void UseAudit(this IApplicationBuilder app) => app.UseMiddleware<AuditedRequests>();

    /// <summary>After authorization: it is about who is signed in. What proves that they are comes before what they agree to.</summary>
    public static void UseConsentFirst(this IApplicationBuilder app) =>
        app.UseMiddleware<SecondFactorFirst>().UseMiddleware<ConsentFirst>();

    static void AddCompanies(this IServiceCollection services)
    {
        services.AddSingleton<CompaniesInMemory>();
        services.AddSingleton<ICompanies>(s => s.GetRequiredService<CompaniesInMemory>());
        services.AddSingleton<ICompanyPlace, OwnPlace>();
        services.AddBusinessHours();
        services.AddScoped<OwnHours>();
        services.Configure<RequestLocalizationOptions>(options => options.RequestCultureProviders.Add(new CompanyLanguage()));
        services.AddSingleton(
            new SettingsEntry(5, "/admin/company", "building-2", typeof(CompanyText), "Company", SettingsGroup.Organization)
        );
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<CompaniesInMemory>()));
        services.AddHostedService<CompaniesInMemory.Reading>();
        services.AddSingleton<PoliciesInMemory>();
        services.AddSingleton<PolicyTexts>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<PoliciesInMemory>()));
        services.AddHostedService<PoliciesInMemory.Reading>();
        services.AddSingleton(new SettingsEntry(70, "/admin/policies", "info", typeof(PolicyText), "Policies", SettingsGroup.Organization));
        services.AddSingleton<SetUpToken>();
        services.AddSingleton<SetUpEntry>();
        services.AddHostedService<SetUpAnnouncement>();
        services.AddSingleton<IInstallationOwners, InstallationOwners>();
    }

    static void AddBusinessHours(this IServiceCollection services)
    {
        services.AddSingleton<HoursInMemory>();
        services.AddSingleton<IBusinessHours>(s => s.GetRequiredService<HoursInMemory>());
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<HoursInMemory>()));
        services.AddHostedService<HoursInMemory.Reading>();
        services.AddScoped<DaysPreview>();
        services.AddSingleton<MailLogo>();
    }

    static void Holding(AuthorizationPolicyBuilder policy, Func<Person, bool> right) =>
        policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right));

    static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<OutboxBell>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<OutboxBell>()));
        services.AddSingleton(provider =>
            provider.GetRequiredService<IConfiguration>().GetSection("Mail").Get<OAuthSettings>() ?? new OAuthSettings()
        );
        services.AddSingleton<MailPasswords>().AddSingleton<MailTokens>();
        services.AddSingleton<SmtpDelivery>();
        services.AddSingleton<IMail, CompanyMail>();
        services.AddHostedService<Outbox>();
        services.AddSingleton(new SettingsEntry(60, "/admin/mail", "mail", typeof(MailText), "Mail", SettingsGroup.SigningIn));
        services.AddSingleton<ISystemCheck, MailCheck>().AddSingleton<ISystemCheck, OutboxCheck>();
        services.AddSingleton(new SettingsEntry(95, "/admin/health", "shield-check", typeof(HealthText), "Health", SettingsGroup.Server));
    }

    static void AddPasswords(this IServiceCollection services)
    {
        services.AddSingleton<PasswordLinks>();
        services.AddSingleton<AccountMail>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<NewPassword>();
        services.AddSingleton<IRescue, Rescue>();
        services.AddSingleton<ForgottenLimits>();
        services.AddSingleton<ForgottenPasswords>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgottenPasswords>());
        services.AddScoped<OwnPassword>();
        services.AddScoped<ShownSessions>();
        services.AddSingleton(new SettingsEntry(12, "/settings/security", "lock", typeof(PasswordText), "SecurityEntry"));
    }

    static void AddPeoplePages(this IServiceCollection services)
    {
        services.AddScoped<PersonNumbers>();
        services.AddScoped<FixedNumbersShown>();
        services.AddRightsPages();
        services.AddScoped<PeopleImport>().AddScoped<UndoableImports>();
        services.AddScoped<ShownPeople>();
        services.AddScoped<AdministratorsAtOnce>();
        services.AddSingleton(new SettingsEntry(10, "/admin/people", "users", typeof(PeopleText), "People", SettingsGroup.Organization));
    }

    static void AddRightsPages(this IServiceCollection services)
    {
        services.AddScoped<ShownRights>();
        services.AddSingleton(
            new SettingsEntry(12, "/admin/rights", "key-round", typeof(RightsText), "Rights", SettingsGroup.Organization)
        );
    }

    static void AddShortcuts(this IServiceCollection services)
    {
        services.AddSingleton<ShortcutsInMemory>();
        services.AddScoped<IShortcuts, MyShortcuts>();
        services.AddScoped<ShownShortcuts>();
        services.AddSingleton(new SettingsEntry(30, "/settings/shortcuts", "keyboard", typeof(IdentityText), "ShortcutsEntry"));
    }

    internal static void Documents(StoreOptions options)
    {
        PhonesRegistration.Documents(options);
        DirectoriesRegistration.Documents(options);
        RetentionRegistration.Documents(options);
        options.Projections.Snapshot<Company>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<User>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<CompanyRights>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<OpeningHours>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<Policy>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<Consents>(SnapshotLifecycle.Inline);
        options.SecondStepDocuments();
        options.Schema.For<Founding>().SingleTenanted();
        options.Schema.For<CompanyLogo>().SingleTenanted();
        options.Schema.For<PendingDays>();
        options
            .Schema.For<User>()
            .Index(
                user => user.Extension,
                index =>
                {
                    index.Name = "mt_doc_user_extension"; // two administrators at once: the second is told
                    index.IsUnique = true;
                    index.TenancyScope = TenancyScope.PerTenant;
                    index.Predicate = "data ->> 'DeactivatedAt' is null";
                }
            );
        options.Schema.For<PasswordLink>().SingleTenanted().UniqueIndex(link => link.TokenHash).Index(link => link.UserId);
        options.Schema.For<Credential>();
        options.Schema.For<SignInName>().SingleTenanted();
        options.Schema.For<MailSettings>();
        options.Schema.For<PersonalShortcuts>();
        AuditRegistration.Documents(options);
        options.Schema.For<PendingPeople>();
        options.Schema.For<ImportedPeople>();
        ProfilesRegistration.Documents(options);
        SingleSignOnRegistration.Documents(options);
        options.Schema.For<OutgoingMail>().SingleTenanted();
        options.Schema.For<BrowserSession>().SingleTenanted().UniqueIndex(s => s.TokenHash).Index(s => s.UserId);
    }
}
