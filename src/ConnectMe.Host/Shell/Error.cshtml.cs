using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Host.Shell;

/// <summary>What a person sees instead of a page that doesn't exist or could not be made. Answers every verb: it stands in for any request.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class Error : PageModel
{
    public int Code { get; private set; }

    public bool IsNotFound => Code is StatusCodes.Status404NotFound;

    public bool IsForbidden => Code is StatusCodes.Status403Forbidden;

    /// <summary>A broken server may not be able to draw the shell either.</summary>
    public bool CanShowShell => Code < 500 && User.Identity is { IsAuthenticated: true };

    /// <summary>What an administrator finds in the log.</summary>
    public string Trace => System.Diagnostics.Activity.Current?.TraceId.ToString()[..8] ?? HttpContext.TraceIdentifier;

    public string Address =>
        IsNotFound || IsForbidden ? "/"
        : HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? failed.Path
        : HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "/";

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    void Show(int code)
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        Code =
            failed ? Response.StatusCode
            : code is >= 400 and < 600 ? code
            : StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
    }
}
