namespace ConnectMe.Host.Web;

/// <summary>The headers of every answer: what the browser may load, and that pages are nobody else's to keep or frame.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state => Write((HttpContext)state), context);
        return next(context);
    }

    static Task Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "same-origin"; // "no-referrer" would make our own form posts say "Origin: null"
        headers["Permissions-Policy"] = Permissions;
        headers["X-Build"] = Build.Id;
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            headers.CacheControl = "no-store";
            headers.AppendCommaSeparatedValues("Vary", "HX-Request-Type"); // one URL, page or fragment
        }
        else if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store"; // files that are taken, answers to scripts; what may be kept says so itself
        }

        return Task.CompletedTask;
    }

    // Nothing inline, nothing evaluated, nothing from elsewhere.
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; connect-src 'self'; "
        + "media-src 'self' blob:; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    const string Permissions =
        "microphone=(self), hid=(self), camera=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), midi=()";
}
