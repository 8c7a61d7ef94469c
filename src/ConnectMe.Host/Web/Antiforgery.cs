using Microsoft.AspNetCore.Antiforgery;

namespace ConnectMe.Host.Web;

/// <summary>Every unsafe request carries a token (form field or header), whatever kind of endpoint answers it; none can be forgotten.</summary>
internal sealed class Antiforgery(RequestDelegate next, IAntiforgery antiforgery, ILogger<Antiforgery> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (
            SameOrigin.IsSafe(context.Request.Method)
            || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<ReadsOwnBody>() is not null
            || await IsValid(context)
        )
        {
            await next(context);
            return;
        }

        log.WithoutToken(context.Request.Method, context.Request.Path, context.Connection.RemoteIpAddress?.ToString() ?? "");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("Deze pagina is verlopen. Laad haar opnieuw. / This page has expired. Reload it.");
    }

    async Task<bool> IsValid(HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false; // the form cannot be read: too many fields, parts that are none
        }
    }
}
