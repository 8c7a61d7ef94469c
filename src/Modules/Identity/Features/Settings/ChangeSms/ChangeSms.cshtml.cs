using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Sms;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Identity.Features;

/// <summary>The company's SMS gateway (A12-05).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeSms(IHandle<ChangeSms.Command> change, ICurrentUser me, IQuerySession session) : FormPage<SmsFields>("_SmsForm")
{
    public bool IsSet { get; private set; }

    public bool HasSecret { get; private set; }

    protected override async Task<SmsFields?> Load(CancellationToken ct)
    {
        var gateway = await session.LoadAsync<SmsGateway>(me.Company.Value, ct);
        (IsSet, HasSecret) = (gateway is not null, gateway?.ProtectedSecret is not null);
        return gateway is null ? new SmsFields() : SmsFields.Of(gateway);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input), ct);

    public sealed record Command(SmsFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(SmsFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
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
