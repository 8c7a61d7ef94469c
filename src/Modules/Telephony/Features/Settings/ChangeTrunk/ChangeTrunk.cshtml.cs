using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeTrunk(IHandle<ChangeTrunk.Command> change, IQuerySession session) : PageModel
{
    [BindProperty]
    public TrunkFields Input { get; set; } = new();

    public Trunk Trunk { get; private set; } = null!;

    public bool HasPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        Input = TrunkFields.Of(Trunk.Name, Trunk.Settings);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        return await change.Handle(new Command(id, Input), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_ChangeTrunkForm", invalid, prefix: "")
            : this.GoTo("/admin/trunks");
    }

    async Task<bool> Find(Guid id, CancellationToken ct)
    {
        Trunk = (await session.LoadAsync<Trunk>(id, ct))!;
        HasPassword = await session.LoadAsync<TrunkPassword>(id, ct) is not null;
        return Trunk is not null;
    }

    public sealed record Command(Guid Id, TrunkFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<SettingsText> text) =>
            RuleFor(command => command.Input).SetValidator(new TrunkFields.Rules(text));
    }

    public sealed class Handler(IDocumentSession session, TelephonySecrets secrets) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<Trunk>(command.Id, ct);
            if (stream.Aggregate is not { } trunk)
            {
                return Outcome.Done; // removed meanwhile
            }

            stream.AppendMany(trunk.Change(command.Input.Name!.Trim(), command.Input.ToSettings()));
            if (!string.IsNullOrEmpty(command.Input.Password))
            {
                session.Store(secrets.PasswordOf(command.Id, command.Input.Password));
            }

            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
