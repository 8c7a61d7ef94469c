using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Ldap;

/// <summary>
/// Each night, where the company wants it: who is gone from the directory or disabled there is deactivated here. Not administrators, of whom one must
/// remain; and nobody when so many seem to be gone that the directory is rather set wrongly.
/// </summary>
internal sealed class DirectoryUpkeep(
    IDocumentStore store,
    CompanyDirectory directory,
    BrowserSessions sessions,
    ICompanies companies,
    TimeProvider time,
    ILogger<DirectoryUpkeep> log
) : BackgroundService
{
    public const string Deactivated = "directory-deactivated";

    readonly Dictionary<Guid, DateTimeOffset> _looked = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAtNight(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the job runner: it is tried again
            {
                log.NightlyLookFailed(failure);
            }
        }
    }

    async Task LookAtNight(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        foreach (var settings in await query.Query<DirectorySettings>().Where(one => one.IsOn && one.DeactivatesGone).ToListAsync(ct))
        {
            var now = time.GetUtcNow();
            var zone = TimeZoneInfo.FindSystemTimeZoneById(companies.Of(new CompanyId(settings.Id)).TimeZone);
            var isNight = TimeZoneInfo.ConvertTime(now, zone).Hour == Night;
            if (isNight && (!_looked.TryGetValue(settings.Id, out var last) || now - last > TimeSpan.FromHours(2)))
            {
                _looked[settings.Id] = now;
                await Look(settings, ct);
            }
        }
    }

    /// <returns>How many were deactivated.</returns>
    public async Task<int> Look(DirectorySettings settings, CancellationToken ct)
    {
        var company = new CompanyId(settings.Id);
        var linked = await Linked(company, ct);
        try
        {
            var gone = await directory.Ask(settings, visit => Gone(visit, linked, ct), ct);
            if (gone.Count > FewEnough && gone.Count * 3 > linked.Count)
            {
                log.TooManyGone(company, gone.Count, linked.Count);
                return 0;
            }

            foreach (var (link, why) in gone)
            {
                await Deactivate(company, link.Id, why, ct);
            }

            return gone.Count;
        }
        catch (DirectoryAwayException)
        {
            return 0; // logged where the servers are tried
        }
    }

    static async Task<IReadOnlyList<(DirectoryLink Link, DirectoryFaultKind Why)>> Gone(
        DirectoryVisit visit,
        IReadOnlyList<DirectoryLink> linked,
        CancellationToken ct
    )
    {
        await visit.LookAtBase(ct);
        var gone = new List<(DirectoryLink, DirectoryFaultKind)>();
        foreach (var link in linked)
        {
            switch (await visit.Find(new DirectoryQuestion.ById(link.Entry), ct))
            {
                case (null, { Kind: DirectoryFaultKind.NotFound }):
                    gone.Add((link, DirectoryFaultKind.NotFound));
                    break;
                case ({ IsDisabled: true }, _):
                    gone.Add((link, DirectoryFaultKind.Disabled));
                    break;
            }
        }

        return gone;
    }

    async Task<IReadOnlyList<DirectoryLink>> Linked(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var links = await query.Query<DirectoryLink>().ToListAsync(ct);
        var stay = (
            await query
                .Query<User>()
                .Where(user => user.DeactivatedAt == null && !user.IsAdministrator)
                .Select(user => user.Id)
                .ToListAsync(ct)
        ).ToHashSet();
        return [.. links.Where(link => stay.Contains(link.Id))];
    }

    async Task Deactivate(CompanyId company, Guid id, DirectoryFaultKind why, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var stream = await session.Events.FetchForWriting<User>(id, ct);
        if (stream.Aggregate is not { DeactivatedAt: null, IsAdministrator: false } user)
        {
            return;
        }

        var now = time.GetUtcNow();
        stream.AppendMany(user.Deactivate(now));
        PasswordLinks.EndAll(session, id);
        session.Insert(DirectoryEntries.Of(company, Deactivated, id, user.Name, now));
        await sessions.SaveAndEndAll(session, new UserId(id), but: null, ct);
        log.GoneDeactivated(company, id, why);
    }

    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    /// <summary>As many may leave in one night.</summary>
    const int FewEnough = 3;

    /// <summary>Between two and three, where the company is.</summary>
    const int Night = 2;
}
