using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>The number of the user's own mobile, to make and answer calls with (M6.2-02).</summary>
internal sealed class NoteMobile(IHandle<NoteMobile.Command> note, ICurrentUser me, ITelephonyConfigurations configurations) : PageModel
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public NumberUse Use { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var configuration = await configurations.Of(me.Company, ct);
        if (configuration.Mobiles.TryGetValue(me.User.Value, out var mobile))
        {
            (Number, Use) = (NumberPlan.ShowShort(mobile.E164, configuration.Region), mobile.Use);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await note.Handle(new Command(Number, Use), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_NoteMobileForm", invalid, prefix: "")
            : this.GoTo("/settings/devices");

    /// <param name="Number">As it was typed; empty: there is none any more.</param>
    /// <param name="Use">In which roles it is used, and shown to colleagues.</param>
    public sealed record Command(string? Number, NumberUse Use = NumberUse.None);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(
            ICurrentUser me,
            ITelephonyConfigurations configurations,
            OwnEmergencyNumbers emergencyNumbers,
            IStringLocalizer<SettingsText> text
        )
        {
            RuleFor(command => command.Use).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(command => command.Number)
                .CustomAsync(
                    async (number, context, ct) =>
                    {
                        if (WhyNot(number!, await configurations.Of(me.Company, ct), emergencyNumbers) is { } why)
                        {
                            context.AddFailure(text[why]);
                        }
                    }
                )
                .When(command => !string.IsNullOrWhiteSpace(command.Number));
        }

        /// <returns>The key of what is wrong with it; null: nothing is.</returns>
        static string? WhyNot(string number, TelephonyConfiguration set, OwnEmergencyNumbers emergencyNumbers) =>
            NumberPlan.Read(number, set.Region).E164 switch
            {
                _ when DialString.Clean(number) is { } cleaned && emergencyNumbers.Contains(cleaned) => "MobileNotAllowed",
                null => "NotANumber",
                var e164 when set.LeadsHere(e164) => "MobileLeadsHere",
                var e164 when DialGuard.WhyNotThere(e164, set) is not null => "MobileNotAllowed",
                _ => null,
            };
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, ITelephonyConfigurations configurations) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.PersonalDevice(me.User);
            var e164 = NumberPlan.Read(command.Number, (await configurations.Of(me.Company, ct)).Region).E164;
            var stream = await session.Events.FetchForWriting<PersonalDevice>(id, ct);
            if ((stream.Aggregate?.Mobile, stream.Aggregate?.MobileUse ?? NumberUse.None) != (e164, command.Use))
            {
                stream.AppendOne(new MobileNoted(id, me.User.Value, e164, command.Use));
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
