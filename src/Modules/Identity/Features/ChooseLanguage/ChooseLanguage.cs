using ConnectMe.Identity.Profiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ConnectMe.Identity.Features;

/// <summary>The language of this browser, for who is not signed in too.</summary>
internal static class ChooseLanguage
{
    public static void MapChooseLanguage(this IEndpointRouteBuilder routes) => routes.MapPost("/language", Handle).AllowAnonymous();

    static Results<RedirectHttpResult, UnprocessableEntity> Handle(
        [FromForm] string culture,
        [FromForm] string? returnUrl,
        IOptions<RequestLocalizationOptions> localization,
        OwnChoices here
    )
    {
        if (localization.Value.SupportedUICultures?.FirstOrDefault(c => c.Name == culture) is not { } chosen)
        {
            return TypedResults.UnprocessableEntity();
        }

        here.Speak(chosen.Name);
        return TypedResults.Redirect(LocalUrl.Or(returnUrl, "/"));
    }
}
