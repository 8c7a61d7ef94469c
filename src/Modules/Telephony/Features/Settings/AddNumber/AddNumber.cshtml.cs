using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddNumber(
    IHandle<AddNumber.Command> add,
    ICurrentUser me,
    IPeople people,
    NumberDestinations destinations,
    IAuditedRequest audit
) : FormPage<NumberFields>("_AddNumberForm")
{
    [BindProperty]
    public string? Number { get; set; }

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<CallDestination> Destinations { get; private set; } = [];

    protected override string Next => "/admin/numbers";

    protected override async Task<NumberFields?> Load(CancellationToken ct)
    {
        People = await people.Of(me.Company, ct);
        Destinations = await destinations.All(ct);
        return new NumberFields();
    }

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Number?.Trim() ?? "");
        return add.Handle(new Command(Number, Input), ct);
    }

    public sealed record Command(string? Number, NumberFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(
            NumberFields.Rules rules,
            ICurrentUser me,
            ITelephonyConfigurations configurations,
            IStringLocalizer<SettingsText> text
        )
        {
            RuleFor(command => command.Number)
                .Cascade(CascadeMode.Stop)
                .Must(number => !string.IsNullOrWhiteSpace(number))
                .WithMessage(_ => text["TypeNumber"])
                .MustAsync(async (number, ct) => NumberPlan.Read(number, (await configurations.Of(me.Company, ct)).Region).E164 is not null)
                .WithMessage(_ => text["NotANumber"])
                .MustAsync(
                    async (number, ct) =>
                    {
                        var configuration = await configurations.Of(me.Company, ct);
                        return configuration.NumberOf(NumberPlan.Read(number, configuration.Region).E164!) is null;
                    }
                )
                .WithMessage(_ => text["NumberIsThere"]);
            RuleFor(command => command.Input).SetValidator(rules);
        }
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        ITelephonyConfigurations configurations,
        NumberDestinations destinations
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();
            var number = NumberPlan.Read(command.Number, (await configurations.Of(me.Company, ct)).Region);
            var input = command.Input;
            var to = await destinations.Find(input.GoesTo, ct);
            session.Events.StartStream<CompanyNumber>(
                id,
                new CompanyNumberAdded(
                    id,
                    number,
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
            return Outcome.Done;
        }
    }
}
