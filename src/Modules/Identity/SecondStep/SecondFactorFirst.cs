using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SignIns;
using ConnectMe.Identity.SingleSignOn;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SecondStep;

/// <summary>
/// Of whom a second factor is demanded and who has none gets the page that adds one, and nothing else. Of whom it is demanded since they signed in
/// is led there when they next load a page: nobody's call is cut short because a rule changed.
/// </summary>
internal sealed class SecondFactorFirst(RequestDelegate next, SecondFactorRules factors, ProviderTrust trust, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, ICurrentUser me)
    {
        if (
            !Gate.Concerns(context, Open)
            || context.Features.Get<OpenSession>() is not { } session
            || !await factors.IsOwed(me.Company, me.User, context.RequestAborted)
            || session.Row.SecondFactorDueAt > time.GetUtcNow()
            || (session.Row.Provider is { } by && await trust.IsEnough(me.Company, me.User, by, context.RequestAborted))
        )
        {
            await next(context);
        }
        else if (Gate.IsPageLoad(context.Request))
        {
            await Gate.Ask(context, Path);
        }
        else if (session.Row.SecondFactorDueAt is null)
        {
            await next(context);
        }
        else
        {
            await Gate.Refuse(context, Path);
        }
    }

    public const string Path = "/second-factor";

    static readonly PathString[] Open = [Path, "/sign-out"];
}
