using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeNumber(IHandle<ChangeNumber.Command> change, ICurrentUser me, IPeople people, IQuerySession session) : PageModel
{
    [BindProperty]
    public NumberFields Input { get; set; } = new();

    public CompanyNumber Number { get; private set; } = null!;

    public NumberForm Fields { get; private set; } = new(new(), []);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        Input = NumberFields.Of(Number);
        Fields = Fields with { Input = Input };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        return await change.Handle(new Command(id, Input), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_ChangeNumberForm", invalid, prefix: "")
            : this.GoTo("/admin/numbers");
    }

    async Task<bool> Find(Guid id, CancellationToken ct)
    {
        Number = (await session.LoadAsync<CompanyNumber>(id, ct))!;
        Fields = new NumberForm(Input, await people.Of(me.Company, ct));
        return Number is not null;
    }

    public sealed record Command(Guid Id, NumberFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IPeople people, IStringLocalizer<SettingsText> text) =>
            RuleFor(command => command.Input).SetValidator(new NumberFields.Rules(me, people, text));
    }

    public sealed class Handler(IDocumentSession session) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var input = command.Input;
            var stream = await session.Events.FetchForWriting<CompanyNumber>(command.Id, ct);
            if (stream.Aggregate is { } number)
            {
                stream.AppendMany(number.Change(input.Label?.Trim() ?? "", input.Kind, input.Person, input.Shown, input.Use));
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
