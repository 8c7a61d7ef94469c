using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeParkingLot(
    IHandle<ChangeParkingLot.Command> change,
    ICurrentUser me,
    IPeople people,
    ITelephonyConfigurations configurations
) : FormPage<ParkingFields>("_ParkingLot")
{
    public IReadOnlyList<Person> People { get; private set; } = [];

    protected override async Task<ParkingFields?> Load(CancellationToken ct)
    {
        People = await people.Of(me.Company, ct);
        return ParkingFields.Of((await configurations.Of(me.Company, ct)).ParkingLot);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input), ct);

    public sealed record Command(ParkingFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ParkingFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.ParkingLot(me.Company);
            await session.Events.WriteToAggregate<ParkingLot>(id, stream => stream.AppendOne(command.Input.ToChange(id)), ct);
            return Outcome.Done;
        }
    }
}
