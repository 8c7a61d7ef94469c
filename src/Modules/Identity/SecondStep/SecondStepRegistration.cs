using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.Health;
using ConnectMe.Identity.Sms;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.SecondStep;

/// <summary>What the second factor adds to the module.</summary>
internal static class SecondStepRegistration
{
    public static void AddSecondStep(this IServiceCollection services)
    {
        services.AddSingleton<SecondFactorsInMemory>();
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<SecondFactorsInMemory>()));
        services.AddHostedService<SecondFactorsInMemory.Reading>();
        services.AddSingleton<SecondFactorRules>();
        services.AddSingleton<SecondFactorSecrets>();
        services.AddSingleton<SecondFactorLimits>();
        services.AddSingleton<SecondFactorMail>();
        services.AddSingleton<CodeSender>();
        services.AddSingleton<PasskeyChecks>();
        services.AddSingleton<PendingSignIns>();
        services.AddSingleton<SecondStepStart>();
        services.AddSingleton<SecondStepProof>();
        services.AddSingleton<FactorProof>();
        services.AddSingleton<ConfirmSignInParts>();
        services.AddScoped<AddSecondFactorParts>();
        services.AddScoped<ShownSecondFactors>();
        services.AddSingleton(provider =>
            provider.GetRequiredService<IConfiguration>().GetSection("Sms").Get<SmsSettings>() ?? new SmsSettings()
        );
        services.AddSingleton<SmsSecrets>();
        services.AddSingleton<SmsDelivery>();
        services.AddSingleton<ISms, CompanySms>();
        services.AddSingleton<ISystemCheck, SmsCheck>().AddSingleton<ISystemCheck, SecondFactorCheck>();
        services.AddSingleton(new SettingsEntry(61, "/admin/sms", "smartphone", typeof(SmsText), "Sms", SettingsGroup.SigningIn));
        services.AddSingleton(
            new SettingsEntry(65, "/admin/sign-in", "lock", typeof(SecondFactorText), "SignInEntry", SettingsGroup.SigningIn)
        );
    }

    public static void SecondStepDocuments(this StoreOptions options)
    {
        options.Projections.Snapshot<SignInPolicy>(SnapshotLifecycle.Inline);
        options.Schema.For<SmsGateway>();
        options.Schema.For<SecondFactors>();
        options.Schema.For<PendingFactor>();
        options.Schema.For<PendingSignIn>().SingleTenanted().UniqueIndex(pending => pending.TokenHash).Index(pending => pending.StartedAt);
    }
}
