using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Features;

/// <summary>What a call action answers: the user's call widget as it is now, or 422 with the messages of what was refused.</summary>
internal sealed class CallWidgetResult(Outcome outcome) : IResult
{
    const string Folder = "/Features/ConnectMe.Telephony/CallWidget/";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (outcome is Outcome.Invalid invalid)
        {
            httpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await Render(httpContext, "_Refused", invalid);
        }
        else
        {
            await Render(httpContext, "_CallWidget", await httpContext.RequestServices.GetRequiredService<OwnSwitchboard>().Calls());
        }
    }

    static Task Render<TModel>(HttpContext http, string partial, TModel model)
    {
        var result = new PartialViewResult
        {
            ViewName = $"{Folder}{partial}.cshtml",
            ViewData = new ViewDataDictionary<TModel>(
                http.RequestServices.GetRequiredService<IModelMetadataProvider>(),
                new ModelStateDictionary()
            )
            {
                Model = model,
            },
        };
        return http
            .RequestServices.GetRequiredService<IActionResultExecutor<PartialViewResult>>()
            .ExecuteAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()), result);
    }
}
