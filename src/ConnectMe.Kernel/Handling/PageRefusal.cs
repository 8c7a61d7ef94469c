using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Kernel;

/// <summary>How a page answers refused input: status 422 with the messages beside their fields.</summary>
public static class PageRefusal
{
    /// <summary>The partial for htmx, the whole page for a plain form post; messages are put into the model state under <paramref name="prefix"/>.</summary>
    public static IActionResult Unprocessable(this PageModel page, string partial, Outcome.Invalid invalid, string prefix = "Input")
    {
        foreach (var failure in invalid.Failures)
        {
            page.ModelState.AddModelError(
                prefix.Length > 0 ? $"{prefix}.{failure.PropertyName}" : failure.PropertyName,
                failure.ErrorMessage
            );
        }

        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Request.Headers.ContainsKey("HX-Request") ? page.Partial(partial, page) : page.Page();
    }
}
