using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeCallerIdRules(
    IHandle<ChangeCallerIdRules.Command> change,
    ICurrentUser me,
    IPeople people,
    ITelephonyConfigurations configurations
) : PageModel
{
    [BindProperty]
    public CallerIdFields Input { get; set; } = new();

    public IReadOnlyList<Person> People { get; private set; } = [];

    public TelephonyConfiguration Configuration { get; private set; } = null!;

    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await Read(ct);
        var rules = Configuration.CallerIdRules;
        Input = new CallerIdFields { Default = rules.DefaultNumberId };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await change.Handle(new Command(Input), ct);
        await Read(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_CallerIdRules", invalid, prefix: "");
        }

        IsSaved = true;
        return Partial("_CallerIdRules", this);
    }

    async Task Read(CancellationToken ct)
    {
        People = await people.Of(me.Company, ct);
        Configuration = await configurations.Of(me.Company, ct);
    }

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
            var stream = await session.Events.FetchForWriting<CallerIdRules>(id, ct);
            stream.AppendOne(new CallerIdRulesChanged(id, command.Input.Default));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
