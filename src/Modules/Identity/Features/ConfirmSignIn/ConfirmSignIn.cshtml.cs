using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The step after the right password (M2-08). Open to who typed it, in the browser in which they did.</summary>
[AllowAnonymous]
internal sealed class ConfirmSignIn(ConfirmSignInParts parts, Entry entry, IStringLocalizer<SecondFactorText> text) : PageModel
{
    public const string Address = "/sign-in/code";

    [BindProperty(SupportsGet = true)]
    public SecondFactorMethod? Method { get; set; }

    /// <summary>What this person can choose from.</summary>
    public IReadOnlyList<SecondFactorMethod> Methods { get; private set; } = [];

    /// <summary>Null: there is nothing to go on with, and the password is asked again.</summary>
    public PendingSignIn? Begun { get; private set; }

    public string? SentTo { get; private set; }

    /// <summary>What the browser is told to use a passkey, where that is chosen.</summary>
    public string? Options { get; private set; }

    /// <summary>Until another code can be asked for; null: none was sent.</summary>
    public int? SecondsToWait { get; private set; }

    public string Company { get; private set; } = "";

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        return Begun is null ? Over() : Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string[]? code, [FromForm] string? credential, CancellationToken ct)
    {
        await Load(ct);
        if (Begun is not { } begun)
        {
            return Over();
        }

        var typed = Method is SecondFactorMethod.Passkey ? credential ?? "" : TypedCode.Of(code);
        switch (await parts.Try(Request, begun, Method!.Value, typed, ct))
        {
            case ProofAnswer.Right when await entry.Enter(HttpContext, RightOf(begun), begun.Remembered, secondFactorDueAt: null, ct):
                PendingSignIns.Forget(HttpContext);
                return LocalRedirect(LocalUrl.Or(begun.ReturnUrl, "/"));
            case ProofAnswer.Wrong:
                return Refuse(
                    Method is SecondFactorMethod.Passkey ? "PasskeyWrong" : "CodeWrong",
                    StatusCodes.Status422UnprocessableEntity
                );
            case ProofAnswer.TooManyTries:
                Response.Headers.RetryAfter = $"{SignInLimits.Window.TotalSeconds:0}";
                return Refuse("TooManyCodes", StatusCodes.Status429TooManyRequests);
            default:
                return Over();
        }
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        await Load(ct);
        if (Begun is not { } begun || Method is not (SecondFactorMethod.Email or SecondFactorMethod.Sms))
        {
            return Over();
        }

        var whyNot = await parts.Send(Request, begun, Method.Value, ct);
        await Load(ct);
        return whyNot is null ? LocalRedirect($"{Address}?method={Method}") : Refuse(whyNot, StatusCodes.Status422UnprocessableEntity);
    }

    async Task Load(CancellationToken ct)
    {
        ModelState.Clear();
        if (await parts.Find(Request, ct) is not { } shown)
        {
            Begun = null;
            return;
        }

        (Begun, Methods, Company) = (shown.Begun, shown.Methods, shown.Company);
        Method = Method is { } wanted && Methods.Contains(wanted) ? wanted : shown.Begun.Sent?.By ?? Methods[0];
        SentTo = shown.Begun.Sent?.By == Method ? shown.SentTo : null;
        Options = Method is SecondFactorMethod.Passkey ? await parts.Ask(shown.Begun, ct) : null;
        SecondsToWait = shown.Begun.Sent?.By == Method ? shown.SecondsToWait : null;
    }

    static SignInAnswer.Right RightOf(PendingSignIn begun) =>
        new(new CompanyId(begun.CompanyId), new UserId(begun.UserId), begun.Address, begun.PasswordHash) { Provider = begun.Provider };

    PageResult Over()
    {
        Begun = null;
        PendingSignIns.Forget(HttpContext);
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    PageResult Refuse(string why, int status)
    {
        Refusal = text[why];
        Response.StatusCode = status;
        return Page();
    }
}
