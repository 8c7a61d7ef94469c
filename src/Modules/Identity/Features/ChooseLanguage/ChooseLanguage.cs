using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ConnectMe.Identity.Features;

internal static class ChooseLanguage
{
    public static void MapChooseLanguage(this IEndpointRouteBuilder routes) => routes.MapPost("/language", Handle).AllowAnonymous();

    static Results<RedirectHttpResult, UnprocessableEntity> Handle(
        HttpContext context,
        [FromForm] string culture,
        [FromForm] string? returnUrl,
        IOptions<RequestLocalizationOptions> localization
    )
    {
        var options = localization.Value;
        if (options.SupportedUICultures?.FirstOrDefault(c => c.Name == culture) is not { } chosen)
        {
            return TypedResults.UnprocessableEntity();
        }

        context.Response.Cookies.Append(
            options.RequestCultureProviders.OfType<CookieRequestCultureProvider>().First().CookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            }
        );
        return TypedResults.Redirect(LocalUrl.Or(returnUrl, "/"));
    }
}
