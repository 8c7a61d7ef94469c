using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using Marten;

namespace ConnectMe.Identity.Retention;

/// <summary>The audit log loses its oldest part; what is left is a chain still.</summary>
internal sealed class OldAudit(AuditChain chain) : IOldData
{
    public string Class => IdentityData.Audit;

    public Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct) => chain.Tidy(company, before, ct);
}

/// <summary>Sign-ins that are over: ended, or older than one can get.</summary>
internal sealed class OldSignIns(IDocumentStore store) : IOldData
{
    public string Class => IdentityData.SignIns;

    public Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        var (id, dead) = (company.Value, before - BrowserSession.LongestAge);
        return store.RemoveSome<BrowserSession>(company, s => s.CompanyId == id && (s.EndedAt < before || s.SignedInAt < dead), ct);
    }
}

/// <summary>What the mail server did not take in three days, should the outbox not have got to it.</summary>
internal sealed class OldMail(IDocumentStore store) : IOldData
{
    public string Class => IdentityData.Mail;

    public Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        var id = company.Value;
        return store.RemoveSome<OutgoingMail>(company, mail => mail.CompanyId == id && mail.QueuedAt < before, ct);
    }
}

/// <summary>What was begun and not gone on with. None of it works for longer than three days.</summary>
internal sealed class OldLinks(IDocumentStore store) : IOldData
{
    public string Class => IdentityData.Links;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        var id = company.Value;
        return await store.RemoveSome<PasswordLink>(company, link => link.CompanyId == id && link.SentAt < before, ct)
            + await store.RemoveSome<PhoneLink>(company, link => link.CompanyId == id && link.ExpiresAt < before, ct)
            + await store.RemoveSome<PendingSignIn>(company, pending => pending.CompanyId == id && pending.StartedAt < before, ct)
            + await store.RemoveSome<PendingFactor>(company, pending => pending.StartedAt < before, ct);
    }
}

internal sealed class OldImports(IDocumentStore store) : IOldData
{
    public string Class => IdentityData.Imports;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct) =>
        await store.RemoveSome<PendingPeople>(company, pending => pending.At < before, ct)
        + await store.RemoveSome<ImportedPeople>(company, import => import.At < before, ct)
        + await store.RemoveSome<PendingDays>(company, pending => pending.At < before, ct);
}
