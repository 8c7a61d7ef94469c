using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Dashboards;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Dashboards.Features;

/// <summary>The user's own dashboard (M5-01).</summary>
internal sealed class SeeDashboard(OwnDashboard dashboard, OwnNews news, OwnGreeting greeting) : PageModel
{
    public string Greeting { get; private set; } = "";

    public string Today => greeting.Today;

    public string Topics => news.Topics;

    public IReadOnlyList<DashboardNews> News { get; private set; } = [];

    public IReadOnlyList<ShownWidget> Left { get; private set; } = [];

    public IReadOnlyList<ShownWidget> Right { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var own = await dashboard.Read(ct);
        var arrangement = dashboard.ArrangementOf(own);
        (Left, Right) = (Shown(arrangement.Left), Shown(arrangement.Right));
        Greeting = await greeting.Words(ct);
        News = await news.Now(ct);

        IReadOnlyList<ShownWidget> Shown(IReadOnlyList<string> keys) =>
            [.. keys.Select(key => dashboard.Find(key)!).Select(widget => new ShownWidget(widget, OwnDashboard.PlaceOf(widget, own)))];
    }

    /// <summary>What is new and what comes next alone.</summary>
    public async Task<PartialViewResult> OnGetNewsAsync(CancellationToken ct) => Partial("_News", await news.Now(ct));
}

/// <summary>What all modules have to say to the user, in their order.</summary>
internal sealed class OwnNews(IEnumerable<IDashboardNews> all)
{
    public string Topics => string.Join(' ', all.SelectMany(news => news.Topics).Distinct());

    public async Task<IReadOnlyList<DashboardNews>> Now(CancellationToken ct)
    {
        var said = new List<DashboardNews>();
        foreach (var news in all)
        {
            if (await news.Now(ct) is { } now)
            {
                said.Add(now);
            }
        }

        return [.. said.OrderBy(one => one.Order)];
    }
}

/// <summary>"Good morning, Sanne" and the day, by the reader's clock.</summary>
internal sealed class OwnGreeting(
    ICurrentUser me,
    IPeople people,
    IReaderTime reader,
    LocalTime local,
    TimeProvider time,
    IStringLocalizer<DashboardsText> text
)
{
    public string Today
    {
        get
        {
            var day = local.DateOf(time.GetUtcNow()).ToString("dddd d MMMM", CultureInfo.CurrentCulture);
            return $"{char.ToUpper(day[0], CultureInfo.CurrentCulture)}{day[1..]}";
        }
    }

    public async Task<string> Words(CancellationToken ct)
    {
        var name = (await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User)?.Name ?? "";
        var hour = TimeZoneInfo.ConvertTime(time.GetUtcNow(), reader.Zone).Hour;
        return text[
            hour is >= 5 and < 12 ? "GoodMorning"
            : hour is >= 12 and < 18 ? "GoodAfternoon"
            : "GoodEvening",
            name.Split(' ')[0]
        ];
    }
}
