using ConnectMe.Identity.Companies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace ConnectMe.Identity.SettingUp;

/// <summary>Until an installation is set up only the set-up answers, with what draws it and what supervisors ask.</summary>
internal sealed class SetUpFirst(RequestDelegate next, CompaniesInMemory companies)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!companies.IsEmpty || IsOpen(context))
        {
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Redirect(Path);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }

    static bool IsOpen(HttpContext context) =>
        Open.Any(open => context.Request.Path.StartsWithSegments(open, StringComparison.OrdinalIgnoreCase))
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    public const string Path = "/set-up";

    static readonly PathString[] Open = [Path, "/health", "/metrics", "/language", "/error"];
}
