using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Retention;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>How long what is kept (G1): every class of data, also those of which the period is not the administrator's.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeRetention(IHandle<ChangeRetention.Command> change, ICurrentUser me, RetentionPeriods periods) : PageModel
{
    [BindProperty]
    public Dictionary<string, string> Periods { get; set; } = [];

    public IReadOnlyList<DataClass> Classes => periods.All;

    /// <summary>As they are, or as they were sent.</summary>
    public IReadOnlyDictionary<string, KeptFor> Kept { get; private set; } = new Dictionary<string, KeptFor>();

    public bool IsSaved { get; private set; }

    public string? Refusal { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Kept = await periods.Of(me.Company, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await change.Handle(new Command(Periods), ct);
        Kept = await periods.Of(me.Company, ct);
        if (outcome is Outcome.Invalid invalid)
        {
            Refusal = invalid.Failures[0].ErrorMessage;
            return this.Unprocessable("_Periods", invalid);
        }

        IsSaved = true;
        return Partial("_Periods", this);
    }

    public sealed record Command(IReadOnlyDictionary<string, string> Periods);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(RetentionPeriods periods, IStringLocalizer<RetentionText> text) =>
            RuleForEach(command => command.Periods)
                .Must(chosen =>
                    periods.All.FirstOrDefault(one => one.Id == chosen.Key) is { } known
                    && KeptFor.Read(chosen.Value) is { } period
                    && (known.Choices.Contains(period) || (known.Choices.Count > 0 && period == known.Standard))
                )
                .WithMessage(_ => text["NoSuchPeriod"]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.Store(new RetentionRules(me.Company.Value, new Dictionary<string, string>(command.Periods, StringComparer.Ordinal)));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
