using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What happens on the way back from a provider, in the audit log: it changes something, though its address is only opened.</summary>
internal sealed class ProviderActs(TimeProvider time)
{
    /// <summary>In the transaction of what was done.</summary>
    public void Add(IDocumentSession session, string act, CompanyId company, User user, string provider, HttpRequest request) =>
        session.Insert(
            OpenAct.Describe(
                new AuditEntry
                {
                    Id = Guid.NewGuid(),
                    CompanyId = company.Value,
                    At = time.GetUtcNow(),
                    Kind = AuditKind.Account,
                    Act = act,
                    By = user.Id,
                    ByName = user.Name,
                    AboutId = user.Id,
                    About = user.Name,
                    Address = ClientAddress.Of(request),
                    Browser = request.Headers.UserAgent.ToString(),
                    Method = AuditEntry.ByProvider + provider,
                }
            )
        );

    public const string Linked = "provider-linked";
    public const string LinkedByAddress = "provider-linked-by-address";
    public const string AccountMade = "provider-account-made";
}
