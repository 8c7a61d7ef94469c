using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Audit;

/// <summary>
/// Which requests leave an entry in the audit log. It follows from the route table, so that nobody has to think of it: what changes something where a right is
/// required, what people do to the security of their own account, what is marked (<see cref="AuditedAttribute"/>), and every file that an administrator takes away.
/// </summary>
internal sealed record AuditRule(AuditKind Kind, AuditMoment Moment)
{
    /// <returns>Null: it leaves none.</returns>
    public static AuditRule? Of(Endpoint? endpoint, string method)
    {
        if (endpoint is null)
        {
            return null;
        }

        if (endpoint.Metadata.GetMetadata<AuditedAttribute>() is { } marked && (IsUnsafe(method) || marked.OnlyIfSaved))
        {
            return new AuditRule(marked.Kind, marked.OnlyIfSaved ? AuditMoment.Saved : AuditMoment.Always);
        }

        if (endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => !string.IsNullOrEmpty(data.Policy)))
        {
            return new AuditRule(AuditKind.Administration, IsUnsafe(method) ? AuditMoment.Always : AuditMoment.FileTaken);
        }

        return IsUnsafe(method) && ActOf(endpoint).StartsWith(OwnSecurity, StringComparison.OrdinalIgnoreCase)
            ? new AuditRule(AuditKind.Account, AuditMoment.Always)
            : null;
    }

    /// <summary>"/admin/people/{id:guid}/deactivate".</summary>
    public static string ActOf(Endpoint endpoint) => "/" + (endpoint as RouteEndpoint)?.RoutePattern.RawText?.Trim('/');

    public static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    /// <summary>Before the route of what was only read.</summary>
    public const string Reading = "GET ";

    const string OwnSecurity = "/settings/security";
}

/// <summary>When a request is an act.</summary>
internal enum AuditMoment
{
    /// <summary>Also when it is refused.</summary>
    Always,

    /// <summary>When it saves something.</summary>
    Saved,

    /// <summary>When its answer is a file.</summary>
    FileTaken,
}
