using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What one person may: a template, and what is different for them (A2-03).</summary>
[Authorize(Contracts.Rights.Administrator)]
internal sealed class ChangeRights(IHandle<ChangeRights.Command> change, ICurrentUser me, IQuerySession session, ShownRights words)
    : PageModel
{
    [BindProperty]
    public OwnRightsFields Input { get; set; } = new();

    public User Person { get; private set; } = null!;

    public CompanyRights Rights { get; private set; } = null!;

    /// <summary>Of their template alone, as it is saved.</summary>
    public PersonRights OfTemplate { get; private set; } = null!;

    public ShownRights Words => words;

    public bool IsSaved { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await change.Handle(new Command(id, Input), ct) : new Outcome.Invalid([]);
        if (outcome is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_RightsForm", invalid, prefix: "");
        }

        await Find(id, ct);
        Fill();
        IsSaved = true;
        return Partial("_RightsForm", this);
    }

    void Fill()
    {
        ModelState.Clear();
        var template = Rights.Find(Person.RightsTemplate ?? Rights.StandardId)?.Id ?? Rights.StandardId;
        Input = OwnRightsFields.Of(template, Person.OwnRights, Rights.Of(template, Person.OwnRights));
    }

    async Task<bool> Find(Guid id, CancellationToken ct)
    {
        if (await session.LoadAsync<User>(id, ct) is not { DeactivatedAt: null } person)
        {
            return false;
        }

        (Person, Rights) = (person, await session.RightsOf(me.Company, ct));
        OfTemplate = Rights.Of(person.RightsTemplate, RightsOfOne.None);
        return true;
    }

    public sealed record Command(Guid Id, OwnRightsFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IQuerySession session, IStringLocalizer<RightsText> text) =>
            RuleFor(command => command.Input).SetValidator(new OwnRightsFields.Rules(me, session, text));
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<User>(command.Id, ct);
            if (stream.Aggregate is { DeactivatedAt: null } user)
            {
                var given = new UserRightsChanged(user.Id, command.Input.Template, command.Input.ToOwn(), time.GetUtcNow(), me.User.Value);
                stream.AppendMany(user.GiveRights(given));
            }

            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
