using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeTrunk(IHandle<ChangeTrunk.Command> change, IQuerySession session) : FormPage<TrunkFields>("_ChangeTrunkForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Trunk Trunk { get; private set; } = null!;

    public bool HasPassword { get; private set; }

    protected override string Next => "/admin/trunks";

    protected override async Task<TrunkFields?> Load(CancellationToken ct)
    {
        if (await session.LoadAsync<Trunk>(Id, ct) is not { } trunk)
        {
            return null;
        }

        Trunk = trunk;
        HasPassword = await session.LoadAsync<TrunkPassword>(Id, ct) is not null;
        return TrunkFields.Of(trunk.Name, trunk.Settings);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Id, Input), ct);

    public sealed record Command(Guid Id, TrunkFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TrunkFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
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
