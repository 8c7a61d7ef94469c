using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Voicemail;

/// <summary>Mailboxes: messages that callers leave, where they lie, how they are listened to on pages and by phone.</summary>
public static class VoicemailModule
{
    public static IServiceCollection AddVoicemail(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapVoicemail(this IEndpointRouteBuilder routes) { }
}
