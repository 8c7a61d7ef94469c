using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.SecondStep;

internal static class OwnFactors
{
    /// <summary>Nobody else changes them until the session is saved: a code is used once, also when it is typed twice at once. The transaction has begun.</summary>
    public static async Task<SecondFactors> ClaimFactors(
        this IDocumentSession session,
        CompanyId company,
        Guid user,
        CancellationToken ct
    ) =>
        await session.QueryAsync<SecondFactors>("where id = ? and tenant_id = ? for update", ct, user, company.ToString()) is [var found]
            ? found
            : new SecondFactors(user);
}
