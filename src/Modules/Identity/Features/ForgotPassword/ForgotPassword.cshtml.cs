using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>Asks for a link by mail (M2-10). The answer tells nothing about the account: it is given before anybody has looked.</summary>
[AllowAnonymous]
internal sealed class ForgotPassword(
    ForgottenPasswords forgotten,
    ForgottenLimits limits,
    KnownBrowser browsers,
    ILogger<ForgotPassword> log
) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public bool IsAsked { get; private set; }

    public bool TooMany { get; private set; }

    public PageResult OnPost()
    {
        var (name, address) = (Name ?? "", ClientAddress.Of(Request));
        if (!limits.TryBegin(name, address, browsers.MarkOf(Request)) || !forgotten.Ask(name))
        {
            log.TooManyForgotten(address);
            TooMany = true;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = $"{SignInLimits.Window.TotalSeconds:0}";
            return Page();
        }

        IsAsked = true;
        return Page();
    }
}
