using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddNumber(IHandle<AddNumber.Command> add, ICurrentUser me, IPeople people, IAuditedRequest audit) : PageModel
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public NumberFields Input { get; set; } = new();

    public NumberForm Fields { get; private set; } = new(new(), []);

    public async Task OnGetAsync(CancellationToken ct) => Fields = new NumberForm(Input, await people.Of(me.Company, ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        audit.About(Number?.Trim() ?? "");
        if (await add.Handle(new Command(Number, Input), ct) is not Outcome.Invalid invalid)
        {
            return this.GoTo("/admin/numbers");
        }

        Fields = new NumberForm(Input, await people.Of(me.Company, ct));
        return this.Unprocessable("_AddNumberForm", invalid, prefix: "");
    }

    public sealed record Command(string? Number, NumberFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IPeople people, ITelephonyConfigurations configurations, IStringLocalizer<SettingsText> text)
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
            RuleFor(command => command.Input).SetValidator(new NumberFields.Rules(me, people, text));
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, ITelephonyConfigurations configurations) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();
            var number = NumberPlan.Read(command.Number, (await configurations.Of(me.Company, ct)).Region);
            var input = command.Input;
            session.Events.StartStream<CompanyNumber>(
                id,
                new CompanyNumberAdded(id, number, input.Label?.Trim() ?? "", input.Kind, input.Person, input.Shown, input.Use)
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
