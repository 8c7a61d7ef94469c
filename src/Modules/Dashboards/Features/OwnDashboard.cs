using ConnectMe.Dashboards.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Dashboards;
using Marten;

namespace ConnectMe.Dashboards.Features;

/// <summary>The dashboard of who makes this request.</summary>
internal sealed class OwnDashboard(IDocumentSession session, ICurrentUser me, IEnumerable<IWidget> found)
{
    /// <summary>All that can stand on it.</summary>
    public IReadOnlyList<IWidget> Widgets { get; } = [.. found.OrderBy(widget => widget.Order)];

    public IReadOnlyCollection<string> Keys => [.. Widgets.Select(widget => widget.Key)];

    public Arrangement Usual => Arrangement.Usual([.. Widgets.Where(widget => widget.IsUsual).Select(widget => widget.Key)]);

    public IWidget? Find(string key) => Widgets.FirstOrDefault(widget => widget.Key == key);

    public async Task<PersonalDashboard> Read(CancellationToken ct) =>
        await session.LoadAsync<PersonalDashboard>(me.User.Value, ct) ?? PersonalDashboard.None(me.User.Value);

    /// <summary>As it is saved, of what there is still.</summary>
    public Arrangement ArrangementOf(PersonalDashboard own) => (own.Arrangement ?? Usual).Of(Keys);

    /// <summary>With what its user chose of it, if that can be chosen still.</summary>
    public static WidgetPlace PlaceOf(IWidget widget, PersonalDashboard own) =>
        new(widget.Key, own.Choices.GetValueOrDefault(widget.Key) is { } choice && widget.MayBe(choice) ? choice : "");

    public async Task Save(PersonalDashboard own, CancellationToken ct)
    {
        session.Store(own);
        await session.SaveChangesAsync(ct);
    }
}

/// <param name="Arranged">While it is being arranged: where all of them stand.</param>
internal sealed record ShownWidget(IWidget Widget, WidgetPlace Place, Arrangement? Arranged = null);
