using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Switching;
using ConnectMe.Telephony.Waking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Features;

/// <summary>What a call action answers: the user's call widget as it is now, or 422 with the messages of what was refused.</summary>
internal sealed class CallWidgetResult(Outcome outcome) : IResult
{
    const string Folder = "/Features/ConnectMe.Telephony/CallWidget/";

    /// <summary>The widget alone, for the page that heard of a change.</summary>
    public static CallWidgetResult Now() => new(Outcome.Done);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (outcome is Outcome.Invalid invalid)
        {
            httpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await new Fragment<Outcome.Invalid>($"{Folder}_Refused.cshtml", invalid).ExecuteAsync(httpContext);
        }
        else
        {
            var me = httpContext.RequestServices.GetRequiredService<ICurrentUser>();
            httpContext.RequestServices.GetRequiredService<SignsOfLife>().Seen(me.Company, me.User);
            var calls = await httpContext.RequestServices.GetRequiredService<OwnSwitchboard>().Calls();
            await new Fragment<CallsView>($"{Folder}_CallWidget.cshtml", calls).ExecuteAsync(httpContext);
        }
    }
}
