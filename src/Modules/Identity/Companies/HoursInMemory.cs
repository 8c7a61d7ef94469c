using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.Companies;

/// <summary>The opening hours of all companies: read once at start, and kept up by each commit of this process.</summary>
internal sealed class HoursInMemory(ICompanies companies, IServiceProvider services) : DocumentSessionListenerBase, IBusinessHours
{
    readonly ConcurrentDictionary<Guid, OpeningHours> _hours = new();

    public OpenState At(CompanyId company, DateTimeOffset at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(companies.Of(company).TimeZone);
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var day = On(company, DateOnly.FromDateTime(local));
        var isOpen = Moment(day, day.From, zone) <= at && at < Moment(day, day.Until, zone);
        return new OpenState(isOpen, day, isOpen ? day.Date.ToDateTime(day.Until!.Value) : NextOpening(company, day.Date, at, zone));
    }

    public BusinessDay On(CompanyId company, DateOnly date)
    {
        var id = OpeningHours.IdOf(company.Value);
        var hours = _hours.GetValueOrDefault(id) ?? OpeningHours.Standard(id);
        var day = hours.On(date, NationalHolidays.On(companies.Of(company).Country, date));
        return new BusinessDay(date, day.From, day.Until, day.Name.Length > 0 ? day.Name : null);
    }

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var hours in commit.Inserted.Concat(commit.Updated).OfType<OpeningHours>())
        {
            Keep(hours);
            Tell(session.TenantId);
        }

        return Task.CompletedTask;
    }

    void Tell(string tenant)
    {
        if (Guid.TryParseExact(tenant, "n", out var company))
        {
            foreach (var listener in services.GetServices<IBusinessHoursChanged>())
            {
                listener.BusinessHoursChanged(new CompanyId(company));
            }
        }
    }

    DateTime? NextOpening(CompanyId company, DateOnly today, DateTimeOffset now, TimeZoneInfo zone)
    {
        for (var ahead = 0; ahead <= DaysAhead; ahead++)
        {
            var day = On(company, today.AddDays(ahead));
            if (day.From is { } from && Moment(day, from, zone) > now)
            {
                return day.Date.ToDateTime(from);
            }
        }

        return null;
    }

    void Keep(OpeningHours hours) => _hours[hours.Id] = hours;

    static DateTimeOffset? Moment(BusinessDay day, TimeOnly? clock, TimeZoneInfo zone) =>
        clock is { } at ? zone.Moment(day.Date.ToDateTime(at)) : null;

    const int DaysAhead = 31;

    /// <summary>Before anything that asks.</summary>
    internal sealed class Reading(HoursInMemory kept, IDocumentStore store) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var query = store.QuerySession();
            foreach (var hours in await query.Query<OpeningHours>().Where(h => h.AnyTenant()).ToListAsync(cancellationToken))
            {
                kept.Keep(hours);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
