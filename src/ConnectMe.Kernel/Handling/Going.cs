using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Kernel;

/// <summary>Where a form leads when it was accepted: htmx loads that page into the main part, a plain form is redirected.</summary>
public static class Going
{
    public static IActionResult GoTo(this PageModel page, string address)
    {
        if (!page.Request.Headers.ContainsKey("HX-Request"))
        {
            return page.LocalRedirect(address);
        }

        page.Response.Headers["HX-Location"] = LocationOf(address);
        return new NoContentResult();
    }

    public static IResult To(HttpContext context, string address)
    {
        context.Response.Headers["HX-Location"] = LocationOf(address);
        return TypedResults.NoContent();
    }

    static string LocationOf(string address) => $$"""{"path":"{{address}}","target":"#main","swap":"innerHTML"}""";
}
