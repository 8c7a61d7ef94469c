using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.Mail;
using ConnectMe.Identity.People;
using ConnectMe.Identity.Shortcuts;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
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
        services.AddSingleton<KnownBrowser>();
        services.AddSingleton<PeopleChanges>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<PeopleChanges>()));
        services.AddSingleton<PeopleInMemory>();
        services.AddSingleton<IPeople>(s => s.GetRequiredService<PeopleInMemory>());
        services.AddHostedService<SessionPoll>();
        services.AddHostedService<DemoSeed>();
        services.AddMail();
        services.AddShortcuts();

        services
            .AddAuthentication(SessionCookieHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionCookieHandler>(SessionCookieHandler.Scheme, configureOptions: null);
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Rights.Administrator, policy => policy.RequireAuthenticatedUser().AddRequirements(new AdministratorRequirement()))
            .AddPolicy(Rights.Supervise, policy => policy.RequireAuthenticatedUser().AddRequirements(new AdministratorRequirement()));
        services.AddScoped<IAuthorizationHandler, AdministratorCheck>();
        return services;
    }

    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        routes.MapSignOut();
        routes.MapChooseLanguage();
        routes.MapLiveStream();
        routes.MapTestMail();
        routes.MapShowShortcuts();
    }

    static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<OutboxBell>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<OutboxBell>()));
        services.AddSingleton<MailPasswords>();
        services.AddSingleton<SmtpDelivery>();
        services.AddSingleton<IMail, CompanyMail>();
        services.AddHostedService<Outbox>();
        services.AddSingleton(new SettingsEntry(60, "/admin/mail", "mail", typeof(MailText), "Mail"));
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
        options.Projections.Snapshot<Company>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<User>(SnapshotLifecycle.Inline);
        options.Schema.For<Credential>();
        options.Schema.For<SignInName>().SingleTenanted();
        options.Schema.For<MailSettings>();
        options.Schema.For<PersonalShortcuts>();
        options.Schema.For<OutgoingMail>().SingleTenanted();
        options.Schema.For<BrowserSession>().SingleTenanted().UniqueIndex(s => s.TokenHash).Index(s => s.UserId);
    }
}
