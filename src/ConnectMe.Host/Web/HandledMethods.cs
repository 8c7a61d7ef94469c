using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ConnectMe.Host.Web;

/// <summary>A form sent to a page that takes none is refused: the page would be drawn without what its handler puts in it.</summary>
internal sealed class HandledMethods : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var http = context.HttpContext;
        if (
            context.HandlerMethod is null
            && !HttpMethods.IsGet(http.Request.Method)
            && !HttpMethods.IsHead(http.Request.Method)
            && !StandsIn(http)
        )
        {
            http.Response.Headers.Allow = $"{HttpMethods.Get}, {HttpMethods.Head}"; // RFC 9110 §15.5.6
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    /// <summary>The page of an error, which answers whatever was asked.</summary>
    static bool StandsIn(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
