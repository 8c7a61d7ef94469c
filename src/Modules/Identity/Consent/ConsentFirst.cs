using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Consent;

/// <summary>
/// Who has not agreed to the policies gets the page that asks, and nothing else. Who agreed to an earlier version is asked when they next load a page:
/// nobody's call is cut short because a text changed.
/// </summary>
internal sealed class ConsentFirst(RequestDelegate next, PoliciesInMemory policies)
{
    public Task InvokeAsync(HttpContext context, ICurrentUser me)
    {
        if (!Gate.Concerns(context, Open))
        {
            return next(context);
        }

        var state = policies.StateOf(me.Company, me.User);
        return state switch
        {
            ConsentState.Given => next(context),
            _ when Gate.IsPageLoad(context.Request) => Gate.Ask(context, Path),
            ConsentState.Outdated => next(context),
            _ => Gate.Refuse(context, Path),
        };
    }

    public const string Path = "/consent";

    static readonly PathString[] Open = [Path, "/policies", "/sign-out", SecondFactorFirst.Path];
}
