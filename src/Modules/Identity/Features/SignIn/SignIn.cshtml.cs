using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Identity.SingleSignOn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

[AllowAnonymous]
internal sealed class SignIn(
    PasswordSignIn passwords,
    SecondFactorRules factors,
    SecondStepStart secondStep,
    Entry entry,
    SignInProviders providers,
    TimeProvider time,
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

    /// <summary>Whose providers are shown, where several companies share the installation; null: those of the only one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Company { get; set; }

    public IReadOnlyList<SignInProvider> Providers => providers.ShownTo(Company);

    /// <summary>Only an installation started with <c>--demo</c> tells its accounts.</summary>
    public IReadOnlyList<UserAdded> DemoAccounts => DemoSeed.IsAsked(configuration) ? DemoCompany.People : [];

    public IActionResult OnGet() => HttpContext.Features.Get<OpenSession>() is null ? Page() : LocalRedirect(LocalUrl.Or(ReturnUrl, "/"));

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken ct)
    {
        switch (await passwords.Try(Name ?? "", password ?? "", Request, ct))
        {
            case SignInAnswer.Right right when await GoOn(right, ct) is { } answer:
                return answer;
            case SignInAnswer.TooManyTries:
                Response.Headers.RetryAfter = $"{SignInLimits.Window.TotalSeconds:0}";
                return Refuse(StatusCodes.Status429TooManyRequests, text["TooManyTries"]);
            case SignInAnswer.DirectoryAway:
                return Refuse(StatusCodes.Status422UnprocessableEntity, text["DirectoryAway"]);
            case SignInAnswer.NoAccount:
                return Refuse(StatusCodes.Status422UnprocessableEntity, text["DirectoryNoAccount"]);
            case SignInAnswer.PasswordOld:
                return Refuse(StatusCodes.Status422UnprocessableEntity, text["DirectoryPasswordOld"]);
            default:
                return Refuse(StatusCodes.Status422UnprocessableEntity, text["WrongCombination"]);
        }
    }

    /// <summary>A second factor belongs to the password alone (M2-09).</summary>
    async Task<IActionResult?> GoOn(SignInAnswer.Right right, CancellationToken ct)
    {
        if (await providers.WhyNoPassword(right, ct) is { } why)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, why);
        }

        var demand = await factors.After(right.Company, right.User, ct);
        if (demand is SecondStepDemand.Asked)
        {
            await secondStep.Begin(HttpContext, right, Remember, ReturnUrl, ct);
            return LocalRedirect(ConfirmSignIn.Address);
        }

        var due = demand is SecondStepDemand.Owed ? time.GetUtcNow() : (DateTimeOffset?)null;
        return await entry.Enter(HttpContext, right, Remember, due, ct) ? LocalRedirect(LocalUrl.Or(ReturnUrl, "/")) : null;
    }

    PageResult Refuse(int status, string message)
    {
        Refusal = message;
        Response.StatusCode = status;
        return Page();
    }
}
