using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeMail(IHandle<ChangeMail.Command> change, ICurrentUser me, IQuerySession session) : PageModel
{
    [BindProperty]
    public MailFields Input { get; set; } = new();

    public bool IsSet { get; private set; }

    public bool HasPassword { get; private set; }

    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (await Load(ct) is { } settings)
        {
            Input = MailFields.Of(settings);
        }

        Input = Input with { Site = Input.Site ?? Request.Origin() };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await change.Handle(new Command(Input, Request.Origin()), ct);
        await Load(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_MailForm", invalid, prefix: "");
        }

        IsSaved = true;
        return Partial("_MailForm", this);
    }

    async Task<MailSettings?> Load(CancellationToken ct)
    {
        var settings = await session.LoadAsync<MailSettings>(me.Company.Value, ct);
        IsSet = settings is not null;
        HasPassword = settings?.ProtectedPassword is not null;
        return settings;
    }

    /// <param name="Here">Where the administrator reached us.</param>
    public sealed record Command(MailFields Input, string Here);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OAuthSettings options, IStringLocalizer<MailText> text) =>
            RuleFor(command => command.Input).SetValidator(new MailFields.Rules(options, text));
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, MailPasswords passwords) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var before = await session.LoadAsync<MailSettings>(me.Company.Value, ct);
            session.Store(command.Input.ToSettings(me.Company.Value, before, passwords, command.Here));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
