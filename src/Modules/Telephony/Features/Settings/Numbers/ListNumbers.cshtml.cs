using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListNumbers(ICurrentUser me, ITelephonyConfigurations configurations, IPeople people, NumberDestinations destinations)
    : PageModel
{
    /// <summary>Only numbers that lead to nobody.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Free { get; set; }

    public IReadOnlyList<CompanyNumber> Numbers { get; private set; } = [];

    public int FreeCount { get; private set; }

    public int Count { get; private set; }

    public IReadOnlyDictionary<Guid, Person> People { get; private set; } = new Dictionary<Guid, Person>();

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Numbers", this);
    }

    /// <summary>What its calls reach, in words; null: nobody.</summary>
    public string? GoesTo(CompanyNumber number) =>
        NumberDestinations.Written(number) is not { } written ? null
        : number.PersonId is { } id ? People.GetValueOrDefault(id)?.Name
        : _destinations.GetValueOrDefault(written);

    Dictionary<string, string> _destinations = [];

    async Task Read(CancellationToken ct)
    {
        People = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id.Value);
        _destinations = (await destinations.All(ct)).ToDictionary(
            destination => destination.Value,
            destination => destination.Name,
            StringComparer.Ordinal
        );
        var all = (await configurations.Of(me.Company, ct)).Numbers;
        Count = all.Count;
        FreeCount = all.Count(number => GoesTo(number) is null);
        Numbers = [.. all.Where(number => !Free || GoesTo(number) is null)];
    }
}
