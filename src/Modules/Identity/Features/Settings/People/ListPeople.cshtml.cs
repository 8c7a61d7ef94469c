using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListPeople(ShownPeople people) : PageModel
{
    public IReadOnlyList<ShownPerson> People { get; private set; } = [];

    /// <summary>What was just refused, as a key of the texts.</summary>
    [BindProperty(SupportsGet = true)]
    public PersonRefusal? Refused { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => People = await people.All(ct);
}

/// <summary>Why a button of the list did nothing.</summary>
internal enum PersonRefusal
{
    Yourself,
    ExtensionTaken,
}
