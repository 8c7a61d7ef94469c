using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Exchange;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListPeople(ShownPeople people, UndoableImports imports) : PageModel
{
    public IReadOnlyList<ShownPerson> People { get; private set; } = [];

    /// <summary>What was just refused, as a key of the texts.</summary>
    [BindProperty(SupportsGet = true)]
    public PersonRefusal? Refused { get; set; }

    /// <summary>Who is listed.</summary>
    [BindProperty(SupportsGet = true)]
    public ListedPeople Show { get; set; }

    /// <summary>Just imported; may be undone.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Imported { get; set; }

    public ImportedPeople? CanBeUndone { get; private set; }

    public int Count { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await people.All(ct);
        Count = all.Count;
        People = [.. all.Where(IsListed)];
        CanBeUndone = Imported is { } import ? await imports.Find(import, ct) : null;
    }

    bool IsListed(ShownPerson person) =>
        Show switch
        {
            ListedPeople.Active => person.State is not PersonState.Deactivated,
            ListedPeople.Inactive => person.State is PersonState.Deactivated,
            ListedPeople.Administrators => person.User is { IsAdministrator: true, DeactivatedAt: null },
            ListedPeople.Supervisors => person.User is { IsSupervisor: true, DeactivatedAt: null },
            ListedPeople.Agents => person.User is { IsAgent: true, DeactivatedAt: null },
            _ => true,
        };
}

internal enum ListedPeople
{
    All,
    Active,
    Inactive,
    Administrators,
    Supervisors,
    Agents,
}

/// <summary>Why a button of the list did nothing.</summary>
internal enum PersonRefusal
{
    Yourself,
    ExtensionTaken,

    /// <summary>Somebody took a name or number while a file was looked at.</summary>
    ImportOvertaken,

    /// <summary>What would be put back is somebody else's by now.</summary>
    UndoOvertaken,
}
