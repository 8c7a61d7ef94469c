using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>One provider: how it is reached, and what the company leaves to it.</summary>
[Authorize(Rights.Administrator)]
internal sealed class PutProvider(IHandle<PutProvider.Command> put, IQuerySession session) : PageModel
{
    [BindProperty]
    public ProviderFields Input { get; set; } = new();

    public SignInProvider Provider { get; private set; } = null!;

    public bool IsSaved { get; private set; }

    public string RedirectUri => ProviderArrival.BackTo(Request, Provider.Id);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        Input = ProviderFields.Of(Provider);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        var outcome = await put.Handle(new Command(Input with { Before = Provider }), ct);
        if (outcome is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_ProviderForm", invalid, prefix: "");
        }

        IsSaved = true;
        await Find(id, ct);
        return Partial("_ProviderForm", this);
    }

    async Task<bool> Find(Guid id, CancellationToken ct)
    {
        Provider = (await session.LoadAsync<SignInProvider>(id, ct))!;
        return Provider is not null;
    }

    public sealed record Command(ProviderFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(SingleSignOnSettings settings, IStringLocalizer<SingleSignOnText> text) =>
            RuleFor(command => command.Input).SetValidator(new ProviderFields.Rules(settings, text));
    }

    public sealed class Handler(IDocumentSession session, ProviderSecrets secrets, IAuditedRequest audit) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var provider = command.Input.ToProvider(secrets);
            audit.About(provider.Name);
            session.Store(provider);
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
