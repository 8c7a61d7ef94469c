using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Identity.Features;

[AllowAnonymous]
internal sealed class SignIn(
    PasswordSignIn passwords,
    BrowserSessions sessions,
    KnownBrowser browsers,
    IConfiguration configuration,
    IStringLocalizer<IdentityText> text
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool Remember { get; set; } = true;

    /// <summary>Just chosen, by a link: now it is to be tried.</summary>
    [BindProperty(SupportsGet = true, Name = "password-is-new")]
    public bool PasswordIsNew { get; set; }

    public string? Refusal { get; private set; }

    /// <summary>Only an installation started with <c>--demo</c> tells its accounts.</summary>
    public IReadOnlyList<UserAdded> DemoAccounts => DemoSeed.IsAsked(configuration) ? DemoCompany.People : [];

    public IActionResult OnGet() => HttpContext.Features.Get<OpenSession>() is null ? Page() : LocalRedirect(LocalUrl.Or(ReturnUrl, "/"));

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken ct)
    {
        switch (await passwords.Try(Name ?? "", password ?? "", Request, ct))
        {
            case SignInAnswer.Right right when await Enter(right, ct):
                return LocalRedirect(LocalUrl.Or(ReturnUrl, "/"));
            case SignInAnswer.TooManyTries:
                Response.Headers.RetryAfter = $"{SignInLimits.Window.TotalSeconds:0}";
                return Refuse(StatusCodes.Status429TooManyRequests, "TooManyTries");
            default:
                return Refuse(StatusCodes.Status422UnprocessableEntity, "WrongCombination");
        }
    }

    /// <summary>Always a new token: one that was planted in the browser beforehand is worth nothing.</summary>
    async Task<bool> Enter(SignInAnswer.Right right, CancellationToken ct)
    {
        if (HttpContext.Features.Get<OpenSession>() is { } before)
        {
            await sessions.End(before.Id, ct);
        }

        var browser = Request.Headers[HeaderNames.UserAgent].ToString();
        var (session, token) = await sessions.Open(right.Company, right.User, Remember, browser, right.Address, ct);
        if (!await passwords.StillHolds(right, ct))
        {
            await sessions.End(session, ct);
            return false;
        }

        SessionCookie.Write(HttpContext, token, Remember);
        browsers.Remember(right.User, HttpContext);
        return true;
    }

    PageResult Refuse(int status, string message)
    {
        Refusal = text[message];
        Response.StatusCode = status;
        return Page();
    }
}
