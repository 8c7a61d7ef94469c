using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeNumber(
    IHandle<ChangeNumber.Command> change,
    ICurrentUser me,
    IPeople people,
    NumberDestinations destinations,
    IQuerySession session
) : FormPage<NumberFields>("_ChangeNumberForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CompanyNumber Number { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<CallDestination> Destinations { get; private set; } = [];

    protected override string Next => "/admin/numbers";

    protected override async Task<NumberFields?> Load(CancellationToken ct)
    {
        if (await session.LoadAsync<CompanyNumber>(Id, ct) is not { } number)
        {
            return null;
        }

        Number = number;
        People = await people.Of(me.Company, ct);
        Destinations = await destinations.All(ct);
        return NumberFields.Of(number);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Id, Input), ct);

    public sealed record Command(Guid Id, NumberFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(NumberFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, NumberDestinations destinations) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var input = command.Input;
            var to = await destinations.Find(input.GoesTo, ct);
            var stream = await session.Events.FetchForWriting<CompanyNumber>(command.Id, ct);
            if (stream.Aggregate is { } number)
            {
                stream.AppendMany(
                    number.Change(
                        input.Label?.Trim() ?? "",
                        input.Kind,
                        to?.Person,
                        input.ShownBy(to?.Person),
                        input.Use,
                        to?.Queue,
                        to?.Destination
                    )
                );
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
