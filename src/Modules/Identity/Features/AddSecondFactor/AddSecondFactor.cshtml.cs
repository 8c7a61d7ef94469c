using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Adds a second factor: chosen from Settings, or before anything else by whom it is demanded of.</summary>
internal sealed class AddSecondFactor(AddSecondFactorParts parts, IStringLocalizer<SecondFactorText> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public SecondFactorMethod? Method { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>As it was typed.</summary>
    [BindProperty]
    public string? Number { get; set; }

    public FactorStage Stage { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>Nothing else is open to them before.</summary>
    public bool IsOwed { get; private set; }

    public bool AsksPassword { get; private set; } = true;

    public IReadOnlyList<SecondFactorMethod> Addable { get; private set; } = [];

    /// <summary>What the authenticator app takes, when it is shown.</summary>
    public string? Secret { get; private set; }

    public QrCode? Code { get; private set; }

    /// <summary>What the browser is told to make a passkey.</summary>
    public string? Options { get; private set; }

    /// <summary>Where a code went.</summary>
    public string? SentTo { get; private set; }

    /// <summary>Shown once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public string Back => LocalUrl.Or(ReturnUrl, IsOwed ? "/" : "/settings/security");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        Stage = Method is null ? FactorStage.Choose : FactorStage.Start;
        return Page();
    }

    public async Task<IActionResult> OnPostStartAsync([FromForm] string? current, CancellationToken ct)
    {
        await Load(ct);
        Stage = FactorStage.Start;
        if (Method is not { } method)
        {
            Stage = FactorStage.Choose;
            return Page();
        }

        if (AsksPassword && await parts.Password.WhyNot(current ?? "", ct) is { } why)
        {
            return Refuse(parts.Words[why]);
        }

        if (method is SecondFactorMethod.Recovery)
        {
            var codes = SecondStep.RecoveryCodes.New();
            return await parts.Renew.Handle(new RenewRecoveryCodes.Command(codes), ct) is Outcome.Invalid refused
                ? Refuse(refused)
                : Show(codes);
        }

        return await parts.Start.Handle(Begin(method), ct) is Outcome.Invalid invalid ? Refuse(invalid) : await Confirm(ct);
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        await Load(ct);
        if (await parts.Pending(ct) is not { Sent: not null } begun)
        {
            return Refuse(text["TooLate"]);
        }

        Number = begun.Number;
        var outcome = await parts.Start.Handle(Begin(begun.Method), ct);
        await Confirm(ct);
        return outcome is Outcome.Invalid invalid ? Refuse(invalid) : Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync([FromForm] string[]? code, [FromForm] string? credential, CancellationToken ct)
    {
        await Load(ct);
        var codes = SecondStep.RecoveryCodes.New();
        var browser = Request.Headers.UserAgent.ToString();
        if (
            await parts.Confirm.Handle(new ConfirmSecondFactor.Command(credential ?? TypedCode.Of(code), codes, browser), ct)
            is Outcome.Invalid invalid
        )
        {
            await Confirm(ct);
            return Refuse(invalid);
        }

        return await parts.Holds(codes[0], ct) ? Show(codes) : LocalRedirect(Back);
    }

    StartSecondFactor.Command Begin(SecondFactorMethod method) => new(method, Number, parts.KnownBrowser(Request));

    async Task Load(CancellationToken ct)
    {
        ModelState.Clear();
        IsOwed = await parts.IsOwed(ct);
        AsksPassword = !parts.IsFresh(HttpContext.Features.Get<OpenSession>());
        Addable = parts.Addable;
    }

    /// <summary>To the screen on which the factor is shown to be there; where nothing was begun, or too long ago, back to the first.</summary>
    async Task<IActionResult> Confirm(CancellationToken ct)
    {
        if (await parts.Pending(ct) is not { } begun)
        {
            Stage = FactorStage.Choose;
            return Page();
        }

        (Stage, Method) = (FactorStage.Confirm, begun.Method);
        Secret = parts.SecretOf(begun);
        Code = Secret is null ? null : QrCode.Of(await parts.AddressOf(Secret, ct));
        Options = begun.Asked?.Options;
        SentTo = await parts.SentTo(begun, ct);
        return Page();
    }

    PageResult Show(IReadOnlyList<string> codes)
    {
        (Stage, RecoveryCodes) = (FactorStage.Codes, codes);
        return Page();
    }

    PageResult Refuse(Outcome.Invalid invalid) => Refuse(invalid.Failures[0].ErrorMessage);

    PageResult Refuse(string why)
    {
        Refusal = why;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

internal enum FactorStage
{
    Choose,

    /// <summary>The password, and what else is needed to begin.</summary>
    Start,

    /// <summary>The person shows that they have it.</summary>
    Confirm,

    /// <summary>The recovery codes, once.</summary>
    Codes,
}
