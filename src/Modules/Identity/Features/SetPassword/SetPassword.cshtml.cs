using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>Where a mailed link leads: the person chooses a password, and signs in with it afterwards. Looking does not use the link up: mail scanners look.</summary>
[AllowAnonymous]
[Audited(AuditKind.Account)]
internal sealed class SetPassword(
    IDocumentStore store,
    PasswordLinks links,
    NewPassword passwords,
    IAuditedRequest audit,
    IStringLocalizer<PasswordText> text,
    ILogger<SetPassword> log
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Null: the link does not work.</summary>
    public User? Account { get; private set; }

    public bool IsInvited { get; private set; }

    /// <summary>The second factor goes too.</summary>
    public bool IsRescue { get; private set; }

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Link(ct) is null ? Gone() : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken ct)
    {
        if (await Link(ct) is not { } link)
        {
            return Gone();
        }

        if (PasswordRule.WhyNot(password, Account!) is { } why)
        {
            Refusal = text[why];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var company = new CompanyId(link.CompanyId);
        await using var session = store.SessionFor(company);
        if (await links.Claim(session, link.Id, ct) is null)
        {
            return Gone();
        }

        audit.By(company, new UserId(link.UserId), Account!.Name);
        if (IsRescue)
        {
            audit.Is(AuditEntry.Rescued);
            session.Store(new SecondFactors(link.UserId));
            log.Rescued(link.UserId, company);
        }

        await passwords.Save(session, company, Account!, password!, but: null, ct);
        log.PasswordChanged(link.UserId, company);
        return LocalRedirect("/sign-in?password-is-new=true");
    }

    async Task<PasswordLink?> Link(CancellationToken ct)
    {
        if (await links.Find(Token, ct) is not { } link)
        {
            return null;
        }

        await using var query = store.QueryFor(new CompanyId(link.CompanyId));
        Account = await query.LoadAsync<User>(link.UserId, ct) is { DeactivatedAt: null } user ? user : null;
        IsInvited = link.Kind is PasswordLinkKind.Invitation;
        IsRescue = link.Kind is PasswordLinkKind.Rescue;
        return Account is null ? null : link;
    }

    PageResult Gone()
    {
        Account = null;
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
