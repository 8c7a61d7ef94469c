using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>"What happens if someone calls this number at this moment?" (A3-03, B5). Saves nothing.</summary>
[Authorize(Rights.Administrator)]
internal sealed class PreviewPath(
    CallPaths paths,
    ICallDestinations destinations,
    ITelephonyConfigurations configurations,
    ICurrentUser me,
    ICompanies companies,
    TimeProvider time,
    IStringLocalizer<SettingsText> text
) : PageModel
{
    /// <summary>What is called: the id of a number, or a destination of the company as forms send it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Called { get; set; }

    /// <summary>By the company's clock, as an input of the browser writes it; empty, or no moment: now.</summary>
    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    /// <summary>Null: nothing is chosen, or there is none such.</summary>
    public CallPath? Path { get; private set; }

    /// <summary>Whether the moment that was typed cannot be read.</summary>
    public bool IsNoMoment { get; private set; }

    public DateTimeOffset Moment { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The way alone, as the form is filled in just now.</summary>
    public async Task<PartialViewResult> OnGetPathAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Path", this);
    }

    async Task Read(CancellationToken ct)
    {
        var numbers = (await configurations.Of(me.Company, ct)).Numbers;
        var all = await destinations.Of(me.Company, ct);
        Choices =
        [
            .. numbers.Select(number => new Choice($"number/{number.Id}", Named(number))),
            .. all.Select(destination => new Choice(destination.Value, destination.Name)),
        ];
        ReadMoment();
        if (TargetOf(numbers, all) is { } target && !IsNoMoment)
        {
            Path = await paths.Of(target, Moment, ct);
        }
    }

    void ReadMoment()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(companies.Of(me.Company).TimeZone);
        Moment = time.GetUtcNow();
        if (string.IsNullOrWhiteSpace(At))
        {
            return;
        }

        IsNoMoment =
            !DateTime.TryParseExact(At, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed)
            || typed.Year is < FirstYear or > LastYear;
        Moment = IsNoMoment ? Moment : zone.Moment(typed);
    }

    CallTarget? TargetOf(IReadOnlyList<CompanyNumber> numbers, IReadOnlyList<CallDestination> all)
    {
        if (numbers.FirstOrDefault(number => $"number/{number.Id}" == Called) is not { } number)
        {
            return all.FirstOrDefault(destination => destination.Value == Called)?.Target;
        }

        var value = NumberDestinations.Written(number);
        return all.FirstOrDefault(destination => destination.Value == value)?.Target ?? CallTarget.Nobody;
    }

    string Named(CompanyNumber number) =>
        number.Label.Length > 0
            ? $"{NumberPlan.Show(number.Number.Best)} · {number.Label}"
            : $"{NumberPlan.Show(number.Number.Best)} · {text[$"Kind-{number.Kind}"]}";

    static readonly string[] Written = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    const int FirstYear = 2000;
    const int LastYear = 2100;
}
