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
internal sealed class ChangeDialRules(
    IHandle<ChangeDialRules.Command> change,
    ICurrentUser me,
    ITelephonyConfigurations configurations,
    ShownAlarms alarms
) : PageModel
{
    [BindProperty]
    public DialFields Input { get; set; } = new();

    public TelephonyConfiguration Configuration { get; private set; } = null!;

    public StopSwitch Switch { get; private set; } = null!;

    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Configuration = await configurations.Of(me.Company, ct);
        Switch = await alarms.BesideSwitch(Configuration.Permissions, ct);
        Input = DialFields.Of(Configuration.Permissions.Rules);
    }

    /// <summary>The stop switch alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetStopAsync(CancellationToken ct) =>
        Partial("_StopSwitch", await alarms.BesideSwitch((await configurations.Of(me.Company, ct)).Permissions, ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await change.Handle(new Command(Input), ct);
        Configuration = await configurations.Of(me.Company, ct);
        Switch = await alarms.BesideSwitch(Configuration.Permissions, ct);
        if (outcome is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_DialRules", invalid, prefix: "");
        }

        IsSaved = true;
        return Partial("_DialRules", this);
    }

    public sealed record Command(DialFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<SettingsText> text) => RuleFor(command => command.Input).SetValidator(new DialFields.Rules(text));
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.DialPermissions(me.Company);
            var stream = await session.Events.FetchForWriting<DialPermissions>(id, ct);
            stream.AppendOne(new DialRulesChanged(id, command.Input.ToRules()));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
