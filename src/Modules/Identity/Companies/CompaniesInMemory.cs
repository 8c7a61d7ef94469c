using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.Companies;

/// <summary>All companies of the installation: read once at start, and kept up by each commit of this process.</summary>
internal sealed class CompaniesInMemory(IConfiguration configuration) : DocumentSessionListenerBase, ICompanies
{
    readonly string _standardCountry = TelephoneNumbers.RegionOf(configuration["Telephony:CountryCode"] ?? "31");
    readonly ConcurrentDictionary<CompanyId, Company> _companies = new();

    /// <summary>Nobody has set it up yet, so nobody can sign in.</summary>
    public bool IsEmpty => _companies.IsEmpty;

    /// <summary>Whose installation this is; null when several share it.</summary>
    public CompanyId? Only => _companies.Count == 1 ? _companies.Keys.Single() : null;

    public IReadOnlyList<CompanyId> All => [.. _companies.Keys];

    public CompanyProfile Of(CompanyId company)
    {
        var known = _companies.GetValueOrDefault(company) ?? new Company(company.Value, "");
        return new CompanyProfile(
            company,
            known.Name,
            known.Country ?? _standardCountry,
            known.TimeZone,
            known.Language,
            known.Extensions?.First,
            known.Extensions?.Last
        )
        {
            EmergencyNumbers = known.EmergencyNumbers,
            Logo = known.Logo,
        };
    }

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var company in commit.Inserted.Concat(commit.Updated).OfType<Company>())
        {
            Keep(company);
        }

        return Task.CompletedTask;
    }

    void Keep(Company company) => _companies[new CompanyId(company.Id)] = company;

    /// <summary>Before anything that asks.</summary>
    internal sealed class Reading(CompaniesInMemory companies, IDocumentStore store) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var query = store.QuerySession();
            foreach (var company in await query.Query<Company>().Where(c => c.AnyTenant()).ToListAsync(cancellationToken))
            {
                companies.Keep(company);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
