using ConnectMe.Host.Backups;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Features;

/// <summary>Backups of the installation: made, kept, taken away, put back.</summary>
[Authorize(Rights.Administrator)]
internal sealed class BackUp(
    IHandle<BackUp.Command> change,
    BackupStore store,
    BackupSchedule schedule,
    RestoreOffer offer,
    RestoreRequest request,
    IInstallationOwners owners,
    ICompanies companies,
    ICurrentUser me,
    IHostApplicationLifetime lifetime,
    IStringLocalizer<BackupText> text
) : PageModel
{
    public const string Address = "/admin/backup";

    [BindProperty]
    public ScheduleFields Input { get; set; } = new();

    public bool IsSaved { get; private set; }

    /// <summary>One of several companies: a backup would hold those of the others.</summary>
    public bool IsShared => owners.Companies != 1;

    public bool IsBusy => schedule.IsBusy;

    public IReadOnlyList<KeptBackup> Kept => store.All();

    public BackupState State => store.State;

    public Offered? Offered => offer.Current;

    /// <summary>Why the last upload or restore came to nothing.</summary>
    public BackupFault? Fault { get; private set; }

    public void OnGet(BackupFault? fault)
    {
        Fault = fault is { } said && Enum.IsDefined(said) ? said : request.Failure;
        Input = ScheduleFields.Of(store.Settings);
    }

    public PartialViewResult OnGetKept() => Partial("_Kept", this);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (IsShared)
        {
            return NotFound();
        }

        if (await change.Handle(new Command(Input), ct) is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_Schedule", invalid, prefix: "");
        }

        IsSaved = true;
        return Partial("_Schedule", this);
    }

    public IActionResult OnPostMake()
    {
        if (IsShared)
        {
            return NotFound();
        }

        schedule.Ask();
        return Partial("_Kept", this);
    }

    public IActionResult OnPostDelete(string? name)
    {
        if (IsShared || store.Find(name ?? "") is not { } kept)
        {
            return NotFound();
        }

        store.Delete(kept);
        return Partial("_Kept", this);
    }

    /// <summary>A kept backup is looked at from beginning to end, and offered.</summary>
    public async Task<IActionResult> OnPostOfferAsync(string? name, CancellationToken ct)
    {
        if (IsShared || store.Find(name ?? "") is not { } kept)
        {
            return NotFound();
        }

        try
        {
            await offer.Offer(kept, ct);
        }
        catch (BackupFaultException refused)
        {
            Fault = refused.Fault;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Partial("_Restore", this);
    }

    public IActionResult OnPostWithdraw()
    {
        offer.Withdraw();
        return Partial("_Restore", this);
    }

    /// <summary>Whoever types the company's name means it.</summary>
    public IActionResult OnPostRestore(string? company)
    {
        if (IsShared || offer.Current is null)
        {
            return NotFound();
        }

        if (!string.Equals(company?.Trim(), companies.Of(me.Company).Name, StringComparison.OrdinalIgnoreCase))
        {
            return this.Unprocessable("_Restore", new Outcome.Invalid([new ValidationFailure("company", text["NameDiffers"])]), prefix: "");
        }

        Begin(offer, request, lifetime, Response);
        return Partial("_Restoring", this);
    }

    /// <summary>The answer goes first, then the application stops, and the restore takes place before its next start.</summary>
    internal static void Begin(RestoreOffer offer, RestoreRequest request, IHostApplicationLifetime lifetime, HttpResponse response)
    {
        if (offer.Take() is not { } taken)
        {
            return;
        }

        request.Ask(taken.Path, taken.IsUploaded);
        response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
    }

    public sealed record Command(ScheduleFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<BackupText> text) =>
            RuleFor(command => command.Input.Keep)
                .Must(keep => keep is >= 1 and <= BackupSettings.MostKept)
                .WithMessage(_ => text["KeepBetween", BackupSettings.MostKept])
                .OverridePropertyName("Input.Keep")
                .DependentRules(() =>
                    RuleFor(command => command.Input.At).NotNull().WithMessage(_ => text["NotATime"]).OverridePropertyName("Input.At")
                );
    }

    public sealed class Handler(BackupStore store, ICompanies companies, ICurrentUser me) : IHandle<Command>
    {
        public Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var input = command.Input;
            store.Settings = new BackupSettings(input.Daily, input.At!.Value, input.Keep!.Value, companies.Of(me.Company).TimeZone);
            return Task.FromResult(Outcome.Done);
        }
    }
}

/// <summary>When backups are made by themselves.</summary>
internal sealed record ScheduleFields
{
    public bool Daily { get; init; }
    public TimeOnly? At { get; init; }
    public int? Keep { get; init; }

    public static ScheduleFields Of(BackupSettings settings) =>
        new()
        {
            Daily = settings.Daily,
            At = settings.At,
            Keep = settings.Keep,
        };
}
