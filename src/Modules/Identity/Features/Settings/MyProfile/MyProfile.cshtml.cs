using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>The user's photo, note and what the company knows of them (M14.1).</summary>
internal sealed class MyProfile(ICurrentUser me, IPeople people, ICompanies companies, ProfilesInMemory profiles, IPersonNumbers numbers)
    : PageModel
{
    public Person Person { get; private set; } = null!;

    public string Company => companies.Of(me.Company).Name;

    public string Note => profiles.NoteOf(me.User);

    public IReadOnlyList<PersonNumber> Numbers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if ((await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User) is not { } person)
        {
            return NotFound(); // deactivated a moment ago
        }

        Person = person;
        Numbers = await numbers.Of(me.Company, me.User, ct);
        return Page();
    }
}
