using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Identity.Features;

/// <summary>What one person may: a template, and what is different for them (A2-03).</summary>
[Authorize(Contracts.Rights.Administrator)]
internal sealed class ChangeRights(IHandle<ChangeRights.Command> change, ICurrentUser me, IQuerySession session, ShownRights words)
    : FormPage<OwnRightsFields>("_RightsForm", showsSaved: true)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public User Person { get; private set; } = null!;

    public CompanyRights Rights { get; private set; } = null!;

    /// <summary>Of their template alone, as it is saved.</summary>
    public PersonRights OfTemplate { get; private set; } = null!;

    public ShownRights Words => words;

    protected override async Task<OwnRightsFields?> Load(CancellationToken ct)
    {
        if (await session.LoadAsync<User>(Id, ct) is not { DeactivatedAt: null } person)
        {
            return null;
        }

        (Person, Rights) = (person, await session.RightsOf(me.Company, ct));
        OfTemplate = Rights.Of(person.RightsTemplate, RightsOfOne.None);
        var template = Rights.Find(person.RightsTemplate ?? Rights.StandardId)?.Id ?? Rights.StandardId;
        return OwnRightsFields.Of(template, person.OwnRights, Rights.Of(template, person.OwnRights));
    }

    protected override async Task<Outcome> Save(CancellationToken ct) =>
        ModelState.IsValid ? await change.Handle(new Command(Id, Input), ct) : new Outcome.Invalid([]);

    public sealed record Command(Guid Id, OwnRightsFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OwnRightsFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
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
