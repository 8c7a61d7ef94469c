using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>How the installation does, and what is missing for real use: looked at anew each time the page is opened.</summary>
[Authorize(Rights.Administrator)]
internal sealed class CheckHealth(IEnumerable<ISystemCheck> checks, ICurrentUser me, TimeProvider time, IStringLocalizer<HealthText> text)
    : PageModel
{
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What real use waits for.</summary>
    public IEnumerable<Finding> Missing => Findings.Where(finding => finding.State is FindingState.Missing);

    public IEnumerable<Finding> Troubles => Findings.Where(finding => finding.State is FindingState.Warning or FindingState.Broken);

    public DateTimeOffset LookedAt { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var found = await Task.WhenAll(checks.OrderBy(check => check.Order).Select(check => Look(check, ct)));
        Findings = [.. found.SelectMany(findings => findings)];
        LookedAt = time.GetUtcNow();
    }

    /// <summary>One that hangs, or needs the database while that is away, does not take the page with it.</summary>
    async Task<IReadOnlyList<Finding>> Look(ISystemCheck check, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(ISystemCheck.Patience);
        try
        {
            return await check.Look(me.Company, patience.Token);
        }
        catch (Exception exception)
            when (!ct.IsCancellationRequested && (exception is OperationCanceledException || DatabaseAway.IsSaidBy(exception)))
        {
            return [new Finding("unknown", text["NotLooked"], FindingState.Broken, text["NotLookedText"]) { ToDo = text["NotLookedToDo"] }];
        }
    }
}
