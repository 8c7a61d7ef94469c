using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Identity.Retention;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Erases somebody who has left, once the administrator has typed their name.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ErasePerson(IHandle<ErasePerson.Command> erase, IQuerySession session) : PageModel
{
    [BindProperty]
    public string? Typed { get; set; }

    public User Person { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await Find(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        if (await erase.Handle(new Command(id, Person.Name, Typed ?? ""), ct) is Outcome.Invalid invalid)
        {
            Refusal = invalid.Failures[0].ErrorMessage;
            return this.Unprocessable("_Erasing", invalid);
        }

        return this.GoTo("/admin/people");
    }

    async Task<bool> Find(Guid id, CancellationToken ct)
    {
        Person = await session.LoadAsync<User>(id, ct) is { DeactivatedAt: not null } left ? left : null!;
        return Person is not null;
    }

    public sealed record Command(Guid Id, string Name, string Typed);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<RetentionText> text) =>
            RuleFor(command => command.Typed)
                .Must((command, typed) => string.Equals(typed.Trim(), command.Name.Trim(), StringComparison.OrdinalIgnoreCase))
                .WithMessage(_ => text["NotTheName"]);
    }

    public sealed class Handler(
        IDocumentSession session,
        AdministratorsAtOnce administrators,
        PersonErasure erasure,
        ICurrentUser me,
        IAuditedRequest audit,
        IStringLocalizer<PeopleText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (!await administrators.MayChange(session, ct))
            {
                return text.Refused("NotYourRight");
            }

            if (await erasure.Find(me.Company, command.Id, ct) is { } person)
            {
                // The entry is saved with the first that goes: what leaves the log is explained by it.
                audit.Is(AuditEntry.PersonErased);
                audit.About(person.Pseudonym);
                await erasure.Erase(person, ct);
            }

            return Outcome.Done; // twice is once
        }
    }
}
