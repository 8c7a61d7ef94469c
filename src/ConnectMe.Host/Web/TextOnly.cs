using Microsoft.Extensions.Primitives;

namespace ConnectMe.Host.Web;

/// <summary>No person types a NUL, and PostgreSQL keeps none in a text: a form with one in a field is a bad request, whatever answers it.</summary>
internal sealed class TextOnly(RequestDelegate next, ILogger<TextOnly> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (await IsFormText(context))
        {
            await next(context);
            return;
        }

        log.WithNul(request.Method, request.Path, context.Connection.RemoteIpAddress?.ToString() ?? "");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    static async Task<bool> IsFormText(HttpContext context)
    {
        var request = context.Request;
        var isRead =
            request.HasFormContentType
            && !SameOrigin.IsSafe(request.Method)
            && context.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<ReadsOwnBody>() is null;
        try
        {
            return !isRead || !HasNul(await request.ReadFormAsync(context.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return false; // "%00", or more fields than a form has
        }
    }

    static bool HasNul(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.Any(field => HasNul(field.Key) || field.Value.Any(HasNul));

    static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
