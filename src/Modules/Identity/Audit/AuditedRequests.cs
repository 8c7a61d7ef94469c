using ConnectMe.Identity.Consent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Audit;

/// <summary>
/// Each request that is an act (<see cref="AuditRule"/>) leaves exactly one entry. What saves something has it in the same transaction (<see cref="AuditSaving"/>);
/// what was refused, or is kept elsewhere, gets it here.
/// </summary>
internal sealed class AuditedRequests(RequestDelegate next, AuditLog log)
{
    public async Task InvokeAsync(HttpContext context, ICompanyScope scope, ICurrentUser me, IPeople people, IEnumerable<IAuditNames> names)
    {
        if (context.GetEndpoint() is not { } endpoint || AuditRule.Of(endpoint, context.Request.Method) is not { } rule)
        {
            await next(context);
            return;
        }

        var act = OpenAct.Of(
            rule,
            (rule.Moment is AuditMoment.FileTaken ? AuditRule.Reading : "") + AuditRule.ActOf(endpoint),
            context.Request
        );
        if (scope.Company is { } company)
        {
            var person = (await people.Of(company, context.RequestAborted)).FirstOrDefault(one => one.Id == me.User);
            act.By(company, me.User, person?.Name ?? "");
            await Name(act, company, context, names);
        }

        context.Features.Set(act);
        AuditResult? result = AuditResult.Failed;
        try
        {
            await next(context);
            result = null;
        }
        catch (BadHttpRequestException)
        {
            result = AuditResult.Refused; // a form that cannot be read
            throw;
        }
        finally
        {
            act.IsOver = true;
            var became = result ?? ResultOf(context.Response);
            if (!act.IsSaved && IsAct(act, became, context.Response))
            {
                await log.Write(act, became);
            }
        }
    }

    /// <summary>Before anything is done: afterwards it may be called otherwise, or be gone.</summary>
    static async Task Name(OpenAct act, CompanyId company, HttpContext context, IEnumerable<IAuditNames> names)
    {
        foreach (var id in context.Request.RouteValues.Values.Select(value => Guid.TryParse(value as string, out var id) ? id : default))
        {
            foreach (var module in names)
            {
                if (id != default && act.AboutId is null && await module.NameOf(company, id, context.RequestAborted) is { } name)
                {
                    (act.AboutId, act.About) = (id, name);
                }
            }
        }
    }

    static bool IsAct(OpenAct act, AuditResult result, HttpResponse response) =>
        act.Rule.Moment switch
        {
            AuditMoment.Saved => false,
            AuditMoment.FileTaken => result is AuditResult.Denied || response.Headers.ContentDisposition.Count > 0,
            _ => !response.Headers.Location.ToString().StartsWith(ConsentFirst.Path, StringComparison.Ordinal), // nothing was done: they agree first
        };

    static AuditResult ResultOf(HttpResponse response) =>
        response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => AuditResult.Denied,
            >= 500 => AuditResult.Failed,
            >= 400 => AuditResult.Refused,
            _ => AuditResult.Done,
        };
}
