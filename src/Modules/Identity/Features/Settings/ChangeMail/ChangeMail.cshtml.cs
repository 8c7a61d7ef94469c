using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Identity.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeMail(IHandle<ChangeMail.Command> change, ICurrentUser me, IQuerySession session)
    : FormPage<MailFields>("_MailForm")
{
    public bool IsSet { get; private set; }

    public bool HasPassword { get; private set; }

    protected override async Task<MailFields?> Load(CancellationToken ct)
    {
        var settings = await session.LoadAsync<MailSettings>(me.Company.Value, ct);
        (IsSet, HasPassword) = (settings is not null, settings?.ProtectedPassword is not null);
        var fields = settings is null ? new MailFields() : MailFields.Of(settings);
        return fields with { Site = fields.Site ?? Request.Origin() };
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input, Request.Origin()), ct);

    /// <param name="Here">Where the administrator reached us.</param>
    public sealed record Command(MailFields Input, string Here);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(MailFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, MailPasswords passwords) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var before = await session.LoadAsync<MailSettings>(me.Company.Value, ct);
            session.Store(command.Input.ToSettings(me.Company.Value, before, passwords, command.Here));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
