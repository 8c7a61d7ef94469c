using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>Who did what, when and from where (A10-03).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ReadAuditLog(ShownAudit audit, ICurrentUser me, IPeople people) : PageModel
{
    public AuditChoice Choice { get; private set; } = new();

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public IReadOnlyList<Person> People { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync([FromQuery] AuditChoice choice, CancellationToken ct)
    {
        Choice = choice;
        var found = await audit.Of(choice).Take(PageSize + 1).ToListAsync(ct);
        (Entries, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
        People = await people.Of(me.Company, ct);
    }

    const int PageSize = 50;
}
