using ConnectMe.Identity.Contracts;
using ConnectMe.Recordings.Domain;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Recordings.Features;

/// <summary>All recordings by whom and with whom, to have one kept whatever its age (A9-01): none is played here.</summary>
[Authorize(Rights.Administrator)]
internal sealed class HoldRecordings(ICurrentUser me, IQuerySession session, IPeople people) : PageModel
{
    const int PageSize = 100;
    const int MostPages = 100;

    [BindProperty(SupportsGet = true)]
    public int Pages { get; set; } = 1;

    /// <summary>Only those on hold.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Held { get; set; }

    public IReadOnlyList<Recording> Recordings { get; private set; } = [];

    public bool HasMore { get; private set; }

    IReadOnlyDictionary<Guid, string> _names = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Pages = Math.Clamp(Pages, 1, MostPages);
        _names = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id.Value, person => person.Name);
        var all = session.Query<Recording>().Where(recording => recording.DeletedAt == null);
        if (Held)
        {
            all = all.Where(recording => recording.IsOnHold);
        }

        var found = await all.OrderByDescending(recording => recording.StartedAt).Take((Pages * PageSize) + 1).ToListAsync(ct);
        HasMore = found.Count > Pages * PageSize && Pages < MostPages;
        Recordings = [.. found.Take(Pages * PageSize)];
    }

    /// <summary>Empty: somebody who is no longer there.</summary>
    public string NameOf(Guid person) => _names.GetValueOrDefault(person, "");
}
