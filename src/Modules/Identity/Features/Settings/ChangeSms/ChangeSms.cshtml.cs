using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Sms;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The company's SMS gateway (A12-05).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeSms(IHandle<ChangeSms.Command> change, ICurrentUser me, IQuerySession session) : PageModel
{
    [BindProperty]
    public SmsFields Input { get; set; } = new();

    public bool IsSet { get; private set; }

    public bool HasSecret { get; private set; }

    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (await Load(ct) is { } gateway)
        {
            Input = SmsFields.Of(gateway);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await change.Handle(new Command(Input), ct);
        await Load(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_SmsForm", invalid, prefix: "");
        }

        IsSaved = true;
        return Partial("_SmsForm", this);
    }

    async Task<SmsGateway?> Load(CancellationToken ct)
    {
        var gateway = await session.LoadAsync<SmsGateway>(me.Company.Value, ct);
        IsSet = gateway is not null;
        HasSecret = gateway?.ProtectedSecret is not null;
        return gateway;
    }

    public sealed record Command(SmsFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(SmsSettings settings, IStringLocalizer<SmsText> text) =>
            RuleFor(command => command.Input).SetValidator(new SmsFields.Rules(settings, text));
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, SmsSecrets secrets) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var before = await session.LoadAsync<SmsGateway>(me.Company.Value, ct);
            session.Store(command.Input.ToGateway(me.Company.Value, before, secrets));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
