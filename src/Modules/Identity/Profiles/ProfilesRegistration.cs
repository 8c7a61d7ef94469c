using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Profiles;

/// <summary>What users say and show of themselves, and how they read.</summary>
internal static class ProfilesRegistration
{
    public static void AddProfiles(this IServiceCollection services)
    {
        services.AddSingleton<ProfilesInMemory>();
        services.AddScoped<IProfiles, SharedNotes>();
        services.AddSingleton<IPhotos>(provider => provider.GetRequiredService<ProfilesInMemory>());
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<ProfilesInMemory>()));
        services.AddHostedService<ProfilesInMemory.Reading>();
        services.AddSingleton<IReaderTime, ReaderTime>();
        services.AddSingleton<OwnChoices>();
        services.AddSingleton<ISquarePictures, SquarePictures>();
        services.AddScoped<FaceNews>();
        services.AddSingleton(new SettingsEntry(5, "/settings/profile", "user", typeof(ProfileText), "Profile"));
        services.AddSingleton(new SettingsEntry(15, "/settings/language", "globe", typeof(ProfileText), "LanguageAndTime"));
    }

    public static void MapProfiles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/note", WriteNote.Answer).DisableAntiforgery(); // the Host checks the token of every unsafe request
        routes.MapChangePhoto();
        routes.MapChooseRole();
        routes.MapGet("/people/faces", ShowFaces.Handle);
        routes.MapGet("/people/{id:guid}/photo/{hash}", ServePhoto.Handle);
    }

    public static void Documents(StoreOptions options)
    {
        options.Schema.For<ProfilePhoto>();
        options.Schema.For<PersonalNote>();
        options.Schema.For<PersonalLocale>();
    }
}
