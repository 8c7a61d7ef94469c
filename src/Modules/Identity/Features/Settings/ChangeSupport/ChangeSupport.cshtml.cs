using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Identity.Features;

/// <summary>Whom people find behind Help (M16-01).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeSupport(IHandle<ChangeSupport.Command> change, ICurrentUser me, IQuerySession session)
    : FormPage<SupportFields>("_SupportForm")
{
    protected override async Task<SupportFields?> Load(CancellationToken ct) =>
        await session.LoadAsync<SupportContact>(me.Company.Value, ct) is { } contact ? SupportFields.Of(contact) : new SupportFields();

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        ModelState.Clear(); // validators speak
        return change.Handle(new Command(Input), ct);
    }

    public sealed record Command(SupportFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(SupportFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.Store(command.Input.ToContact(me.Company.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
