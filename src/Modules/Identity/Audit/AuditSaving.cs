using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Audit;

/// <summary>
/// Adds the entry of the request to the transaction of what it does: one is not without the other. Whoever opens a browser session signs in, by whichever way: that
/// is an entry too. All that is new is sealed when the transaction is done.
/// </summary>
internal sealed class AuditSaving(IHttpContextAccessor http, IServiceProvider services, TimeProvider time, ILogger<AuditLog> log)
    : DocumentSessionListenerBase
{
    public override async Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var opened in session.PendingChanges.InsertsFor<BrowserSession>().ToList())
        {
            var company = new CompanyId(opened.CompanyId);
            In(session, company).Insert(await SignedIn(company, opened, token));
        }

        if (
            http.HttpContext?.Features.Get<OpenAct>() is { IsSaved: false, IsOver: false, Company: { } own } act
            && act.Rule.Moment is not AuditMoment.FileTaken
        )
        {
            In(session, own).Insert(act.ToEntry(time.GetUtcNow(), AuditResult.Done));
        }
    }

    public override async Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var entries = commit.Inserted.OfType<AuditEntry>().ToList();
        if (http.HttpContext?.Features.Get<OpenAct>() is { } act && entries.Exists(act.IsEntry))
        {
            act.IsSaved = true;
        }

        foreach (var company in entries.Select(entry => entry.CompanyId).Distinct())
        {
            await Seal(new CompanyId(company), token);
        }
    }

    async Task Seal(CompanyId company, CancellationToken ct)
    {
        try
        {
            await services.GetRequiredService<AuditChain>().Seal(company, ct);
        }
        catch (Exception failure) when (DatabaseAway.IsSaidBy(failure))
        {
            log.NotSealed(failure, company); // the upkeep does
        }
    }

    async Task<AuditEntry> SignedIn(CompanyId company, BrowserSession opened, CancellationToken ct)
    {
        var person = (await services.GetRequiredService<IPeople>().Of(company, ct)).FirstOrDefault(one => one.Id.Value == opened.UserId);
        return OpenAct.Describe(
            new AuditEntry
            {
                Id = Guid.NewGuid(),
                CompanyId = company.Value,
                At = opened.SignedInAt,
                Kind = AuditKind.SignIn,
                Act = AuditEntry.SignedIn,
                By = opened.UserId,
                ByName = person?.Name ?? "",
                AboutId = opened.UserId,
                About = person?.Name ?? "",
                Address = opened.Address,
                Browser = opened.Browser,
                Method = MethodOf(opened),
            }
        );
    }

    string MethodOf(BrowserSession opened) =>
        opened.Provider is { } provider
            ? AuditEntry.ByProvider + provider.Name
            : (http.HttpContext?.GetEndpoint() is { } endpoint ? AuditRule.ActOf(endpoint) : "")
                + (opened.ByDirectory ? AuditEntry.ByDirectory : "");

    static IDocumentOperations In(IDocumentSession session, CompanyId company) =>
        session.TenantId == company.ToString() ? session : session.ForTenant(company.ToString());
}
