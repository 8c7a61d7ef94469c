using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Phones;

/// <summary>The applications page and the help page: their part of the module.</summary>
internal static class PhonesRegistration
{
    public static IServiceCollection AddPhones(this IServiceCollection services) =>
        services
            .AddSingleton<PhoneLinks>()
            .AddSingleton<PhoneMail>()
            .AddSingleton<PhoneSignIn>()
            .AddScoped<PhoneWays>()
            .AddScoped<ShownPhones>()
            .AddSingleton(new SettingsEntry(50, "/settings/applications", "monitor-smartphone", typeof(PhoneText), "Applications"))
            .AddSingleton(
                new SettingsEntry(72, "/admin/support", "circle-question-mark", typeof(SupportText), "Support", SettingsGroup.Organization)
            );

    public static void MapPhones(this IEndpointRouteBuilder routes)
    {
        SendPhoneLink.Map(routes);
        RevokePhone.Map(routes);
    }

    public static void Documents(StoreOptions options)
    {
        options.Schema.For<PhoneLink>().SingleTenanted().UniqueIndex(link => link.TokenHash).Index(link => link.UserId);
        options.Schema.For<SupportContact>();
    }
}
