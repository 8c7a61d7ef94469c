using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>The company's calls as they go, and the last ones, with how each leg does.</summary>
[Authorize(Rights.Administrator)]
internal sealed class WatchCalls(LiveCalls calls, ICurrentUser me, IQuerySession session) : PageModel
{
    const int Most = 25;

    public IReadOnlyList<LiveCall> Now { get; private set; } = [];

    public IReadOnlyList<CallRecord> Past { get; private set; } = [];

    /// <summary>Whom the administrator can listen in on: nobody, in a call of their own.</summary>
    public IReadOnlyList<LivePerson> Supervised(LiveCall call) => call.People.Any(person => person.Id == me.User.Value) ? [] : call.People;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = calls.Of(me.Company);
        Past = await session
            .Query<CallRecord>()
            .Where(c => c.Outcome != null)
            .OrderByDescending(c => c.PlacedAt)
            .Take(Most)
            .ToListAsync(ct);
    }

    /// <summary>The running ones alone: what refreshes itself.</summary>
    public PartialViewResult OnGetNow()
    {
        Now = calls.Of(me.Company);
        return Partial("_RunningCalls", this);
    }
}
