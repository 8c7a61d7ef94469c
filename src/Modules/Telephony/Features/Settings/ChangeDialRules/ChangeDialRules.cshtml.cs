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
internal sealed class ChangeDialRules(
    IHandle<ChangeDialRules.Command> change,
    ICurrentUser me,
    ITelephonyConfigurations configurations,
    ShownAlarms alarms
) : FormPage<DialFields>("_DialRules")
{
    public TelephonyConfiguration Configuration { get; private set; } = null!;

    public StopSwitch Switch { get; private set; } = null!;

    /// <summary>The stop switch alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetStopAsync(CancellationToken ct) =>
        Partial("_StopSwitch", await alarms.BesideSwitch((await configurations.Of(me.Company, ct)).Permissions, ct));

    protected override async Task<DialFields?> Load(CancellationToken ct)
    {
        Configuration = await configurations.Of(me.Company, ct);
        Switch = await alarms.BesideSwitch(Configuration.Permissions, ct);
        return DialFields.Of(Configuration.Permissions.Rules);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input), ct);

    public sealed record Command(DialFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(DialFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.DialPermissions(me.Company);
            await session.Events.WriteToAggregate<DialPermissions>(
                id,
                stream => stream.AppendOne(new DialRulesChanged(id, command.Input.ToRules())),
                ct
            );
            return Outcome.Done;
        }
    }
}
