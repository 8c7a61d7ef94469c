using Microsoft.Net.Http.Headers;

namespace ConnectMe.Host.Web;

/// <summary>The methods of HTTP that anything here answers to. A page would answer to every other one too, TRACE included.</summary>
internal sealed class KnownMethods(RequestDelegate next)
{
    static readonly string[] Known = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete];

    public Task InvokeAsync(HttpContext context)
    {
        if (Array.Exists(Known, method => HttpMethods.Equals(method, context.Request.Method)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers[HeaderNames.Allow] = string.Join(", ", Known);
        return Task.CompletedTask;
    }
}
