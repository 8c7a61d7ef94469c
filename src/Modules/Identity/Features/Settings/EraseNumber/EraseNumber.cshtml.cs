using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Retention;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Shows how much is kept under the number of somebody outside, and erases it. The number is in no address and not in the audit log.</summary>
[Authorize(Rights.Administrator)]
internal sealed class EraseNumber(IHandle<EraseNumber.Command> handle, NumberErasure erasure, ICurrentUser me, ICompanyPlace place)
    : PageModel
{
    public const string Address = "/admin/retention/number";

    [BindProperty]
    public string? Number { get; set; }

    public string? Refusal { get; private set; }

    /// <summary>What is kept under it, or was; null: nobody has looked yet.</summary>
    public IReadOnlyList<KeptOfNumber>? Kept { get; private set; }

    public bool IsErased { get; private set; }

    public async Task<IActionResult> OnPostAsync(bool erase, CancellationToken ct)
    {
        var command = new Command(Number ?? "", erase);
        if (await handle.Handle(command, ct) is Outcome.Invalid invalid)
        {
            Refusal = invalid.Failures[0].ErrorMessage;
            return this.Unprocessable("_EraseNumber", invalid);
        }

        IsErased = erase;
        Kept = await erasure.Find(new OutsideNumber(me.Company, Guid.Empty, TelephoneNumbers.Read(Number, place.Region)!), ct);
        return Partial("_EraseNumber", this);
    }

    public sealed record Command(string Number, bool Erase);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICompanyPlace place, IStringLocalizer<NumberErasureText> text) =>
            RuleFor(command => command.Number)
                .Must(number => TelephoneNumbers.Read(number, place.Region) is not null)
                .WithMessage(_ => text["NotANumber"]);
    }

    /// <summary>Whoever works or worked here is erased as a person, and the company's own numbers are nobody's to erase.</summary>
    public sealed class Handler(
        NumberErasure erasure,
        ICompanyPlace place,
        IQuerySession session,
        ICurrentUser me,
        IAuditedRequest audit,
        IStringLocalizer<NumberErasureText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var e164 = TelephoneNumbers.Read(command.Number, place.Region)!;
            var number = new OutsideNumber(me.Company, Guid.NewGuid(), e164);
            if (
                (await erasure.Find(number, ct)).Any(kept => kept.Kind is KeptKind.Own)
                || await session.Query<User>().AnyAsync(user => user.Mobile == e164, ct)
            )
            {
                return new Outcome.Invalid([new ValidationFailure(nameof(Command.Number), text["IsOwn"])]);
            }

            if (command.Erase)
            {
                audit.Is(AuditEntry.NumberErased);
                audit.About(number.Id, number.Person.Pseudonym);
                await erasure.Erase(number, ct);
            }

            return Outcome.Done;
        }
    }
}
