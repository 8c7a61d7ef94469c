using ConnectMe.Dashboards.Domain;
using ConnectMe.Kernel.Dashboards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Dashboards.Features;

/// <summary>The dashboard while it is being arranged (M5-03): what was done so far stands in the address alone, so that nothing is kept before it is saved (M5-04), and one step back undoes one.</summary>
internal sealed class ChangeDashboard(OwnDashboard dashboard) : PageModel
{
    public const string Address = "/dashboard/change";

    /// <summary>What was arranged so far; null: as it is saved.</summary>
    [BindProperty(SupportsGet = true)]
    public string? W { get; set; }

    public Arrangement Arranged { get; private set; } = Arrangement.Nothing;

    /// <summary>There is something that is not saved.</summary>
    public bool IsChanged { get; private set; }

    public IReadOnlyList<ShownWidget> Left { get; private set; } = [];

    public IReadOnlyList<ShownWidget> Right { get; private set; } = [];

    /// <summary>Those that stand nowhere.</summary>
    public IReadOnlyList<IWidget> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var own = await dashboard.Read(ct);
        var saved = dashboard.ArrangementOf(own);
        Arranged = W is null ? saved : Arrangement.Read(W).Of(dashboard.Keys);
        IsChanged = !Arranged.Equals(saved);
        (Left, Right) = (Shown(Arranged.Left), Shown(Arranged.Right));
        Others = [.. dashboard.Widgets.Where(widget => !Arranged.All().Contains(widget.Key))];

        IReadOnlyList<ShownWidget> Shown(IReadOnlyList<string> keys) =>
            [
                .. keys.Select(key => dashboard.Find(key)!)
                    .Select(widget => new ShownWidget(widget, OwnDashboard.PlaceOf(widget, own), Arranged)),
            ];
    }

    public static string AddressOf(Arrangement arrangement) => $"{Address}?w={arrangement}";
}
