using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Kernel.Design;

/// <summary>A partial as the answer of an endpoint that is no page.</summary>
/// <param name="path">From the root, with extension: "/Features/ConnectMe.Telephony/CallWidget/_CallWidget.cshtml".</param>
public sealed class Fragment<TModel>(string path, TModel model) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var services = httpContext.RequestServices;
        var metadata = services.GetRequiredService<IModelMetadataProvider>();
        var partial = new PartialViewResult
        {
            ViewName = path,
            ViewData = new ViewDataDictionary<TModel>(metadata, new ModelStateDictionary()) { Model = model },
        };
        return services
            .GetRequiredService<IActionResultExecutor<PartialViewResult>>()
            .ExecuteAsync(new ActionContext(httpContext, httpContext.GetRouteData(), new ActionDescriptor()), partial);
    }
}
