using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.Health;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What single sign-on adds to the module.</summary>
internal static class SingleSignOnRegistration
{
    public static void AddSingleSignOn(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            provider.GetRequiredService<IConfiguration>().GetSection("SingleSignOn").Get<SingleSignOnSettings>()
            ?? new SingleSignOnSettings()
        );
        services.AddSingleton<ProvidersInMemory>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<ProvidersInMemory>()));
        services.AddHostedService<ProvidersInMemory.Reading>();
        services.AddSingleton<ProviderSecrets>().AddSingleton<ProviderHttp>().AddSingleton<ProviderDiscovery>();
        services.AddSingleton<ProviderClient>().AddSingleton<IdentityTokens>().AddSingleton<ProviderTrips>().AddSingleton<ProviderTrust>();
        services.AddSingleton<ProviderActs>().AddSingleton<SingleSignOnMail>().AddSingleton<SignInProviders>();
        services.AddScoped<ProviderArrival>().AddScoped<ProviderEntry>().AddScoped<ProviderAccounts>().AddScoped<NewcomerAccounts>();
        services.AddScoped<ProviderLinking>().AddScoped<ProviderGoing>().AddScoped<ShownProviders>().AddScoped<LinkProvider.StepUp>();
        services.AddSingleton<ISystemCheck, ProviderCheck>();
        services.AddSingleton(
            new SettingsEntry(66, "/admin/single-sign-on", "key-round", typeof(SingleSignOnText), "Entry", SettingsGroup.SigningIn)
        );
        foreach (var (act, words) in Acts)
        {
            services.AddSingleton(new AuditedAct(act, typeof(SingleSignOnText), words));
        }
    }

    public static void MapSingleSignOn(this IEndpointRouteBuilder routes)
    {
        routes.MapAddProvider();
        routes.MapTestProvider();
        routes.MapRemoveProvider();
        routes.MapOwnProviders();
    }

    public static void Documents(StoreOptions options)
    {
        options.Schema.For<SignInProvider>();
        options.Schema.For<ProviderLink>().Index(link => link.UserId);
    }

    static readonly (string Act, string Words)[] Acts =
    [
        ("/admin/single-sign-on/new", "Act-Added"),
        ("/admin/single-sign-on/{id:guid}", "Act-Changed"),
        ("/admin/single-sign-on/{id:guid}/test", "Act-Tested"),
        ("/admin/single-sign-on/{id:guid}/remove", "Act-Removed"),
        ("/settings/security/providers/{provider:guid}/link", "Act-LinkBegun"),
        ("/settings/security/providers/{provider:guid}/unlink", "Act-Unlinked"),
        (ProviderActs.Linked, "Act-Linked"),
        (ProviderActs.LinkedByAddress, "Act-LinkedByAddress"),
        (ProviderActs.AccountMade, "Act-AccountMade"),
    ];
}
