using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeRecordingRules(
    IHandle<ChangeRecordingRules.Command> change,
    ICurrentUser me,
    IPeople people,
    ITelephonyConfigurations configurations,
    ShownAlarms alarms
) : FormPage<RecordingFields>("_RecordingRules")
{
    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<DialAlarm> Alarms { get; private set; } = [];

    protected override async Task<RecordingFields?> Load(CancellationToken ct)
    {
        People = await people.Of(me.Company, ct);
        Alarms = await alarms.OfRecordings(ct);
        return RecordingFields.Of((await configurations.Of(me.Company, ct)).RecordingRules);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input), ct);

    public sealed record Command(RecordingFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(RecordingFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.RecordingRules(me.Company);
            await session.Events.WriteToAggregate<RecordingRules>(id, stream => stream.AppendOne(command.Input.ToChange(id)), ct);
            return Outcome.Done;
        }
    }
}
