using ConnectMe.Kernel;

namespace ConnectMe.Host.Web;

/// <summary>The half of a form's token that the browser keeps. As all our cookies it is this host's alone where there is HTTPS.</summary>
internal sealed class FormCookie : CookieBuilder
{
    readonly IHttpContextAccessor _http;

    public FormCookie(IHttpContextAccessor http)
    {
        _http = http;
        Path = "/";
        HttpOnly = true;
        IsEssential = true;
        SameSite = SameSiteMode.Strict;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    public override string? Name
    {
        get => _http.HttpContext is { } context ? HostCookie.NameOf(PlainName, context.Request) : PlainName;
        set => throw new NotSupportedException("It is named after the request.");
    }

    const string PlainName = "connectme-csrf";
}
