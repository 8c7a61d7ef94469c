using System.Globalization;
using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Profiles;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>
/// The user's language, time zone and notation of times (M14.4-01), for all their browsers (B21), or for this browser alone (M14.4-02), which then goes
/// before what they chose for all.
/// </summary>
internal sealed class ChangeLanguage(
    IHandle<ChangeLanguage.Command> change,
    ICurrentUser me,
    ProfilesInMemory profiles,
    OwnChoices here,
    ICompanies companies,
    IReaderTime reader,
    TimeProvider time
) : PageModel
{
    [BindProperty]
    public Command Input { get; set; } = new("", "", TwelveHours: false, OnlyHere: false);

    public bool IsSaved { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What holds in the user's other browsers.</summary>
    public Command Everywhere
    {
        get
        {
            var (mine, company) = (profiles.LocaleOf(me.User), companies.Of(me.Company));
            return new Command(
                mine.Language ?? company.Language,
                mine.TimeZone ?? company.TimeZone,
                mine.TwelveHours ?? false,
                OnlyHere: false
            );
        }
    }

    public void OnGet() => Input = Shown;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var returns = here.AreMade && !Input.OnlyHere;
        if (returns)
        {
            here.Forget(); // what stands in the fields was this browser's
            Input = Everywhere;
        }
        else if (await change.Handle(Input, ct) is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_LanguageForm", invalid);
        }

        IsSaved = true;
        ModelState.Clear();
        if (Input.Language != language || returns)
        {
            Response.Headers["HX-Refresh"] = "true"; // all that stands on the page is said anew
        }

        return Partial("_LanguageForm", this);
    }

    Command Shown => new(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, reader.Zone.Id, reader.TwelveHours, here.AreMade);

    /// <param name="TimeZone">An IANA name.</param>
    /// <param name="OnlyHere">In this browser, and nothing else changes.</param>
    public sealed record Command(string? Language, string? TimeZone, bool TwelveHours, bool OnlyHere);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<ProfileText> text)
        {
            RuleFor(command => command.Language).Must(language => language is "nl" or "en").WithMessage(_ => text["LanguageUnknown"]);
            RuleFor(command => command.TimeZone).Must(TimeZones.IsKnown).WithMessage(_ => text["TimeZoneUnknown"]);
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, OwnChoices here) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (command.OnlyHere)
            {
                here.Make(command.Language!, new BrowserTime(command.TimeZone!, command.TwelveHours));
                return Outcome.Done;
            }

            session.Store(new PersonalLocale(me.User.Value, command.Language, command.TimeZone, command.TwelveHours));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
