using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeCallerIdRules(
    IHandle<ChangeCallerIdRules.Command> change,
    ICurrentUser me,
    IPeople people,
    ITelephonyConfigurations configurations
) : FormPage<ChangeCallerIdRules.CallerIdFields>("_CallerIdRules")
{
    public IReadOnlyList<Person> People { get; private set; } = [];

    public TelephonyConfiguration Configuration { get; private set; } = null!;

    public IEnumerable<Choice> Everyones =>
        Configuration
            .Numbers.Where(number => number.Shown.Everyone)
            .Select(number => new Choice($"{number.Id}", $"{NumberPlan.Show(number.Number.Best)} {number.Label}"));

    protected override async Task<CallerIdFields?> Load(CancellationToken ct)
    {
        People = await people.Of(me.Company, ct);
        Configuration = await configurations.Of(me.Company, ct);
        return new CallerIdFields { Default = Configuration.CallerIdRules.DefaultNumberId };
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input), ct);

    public sealed record CallerIdFields
    {
        public Guid? Default { get; init; }
    }

    public sealed record Command(CallerIdFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, ITelephonyConfigurations configurations, IStringLocalizer<SettingsText> text)
        {
            RuleFor(command => command.Input.Default)
                .MustAsync(
                    async (number, ct) =>
                        number is null || (await configurations.Of(me.Company, ct)).Numbers.Any(n => n.Id == number && n.Shown.Everyone)
                )
                .WithMessage(_ => text["ChooseOne"]);
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.CallerIdRules(me.Company);
            await session.Events.WriteToAggregate<CallerIdRules>(
                id,
                stream => stream.AppendOne(new CallerIdRulesChanged(id, command.Input.Default)),
                ct
            );
            return Outcome.Done;
        }
    }
}
