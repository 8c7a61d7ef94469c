using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.People;

/// <summary>
/// Administrators take each other's rights one after the other: of two who do so at the same moment the second has none any more. Nobody takes
/// their own, so one always remains.
/// </summary>
internal sealed class AdministratorsAtOnce(ICurrentUser me)
{
    /// <summary>Until the session is saved no other administrator changes anybody in the company.</summary>
    public async Task<bool> MayChange(IDocumentSession session, CancellationToken ct)
    {
        await session.Events.FetchForExclusiveWriting<Company>(me.Company.Value, ct);
        return await session.LoadAsync<User>(me.User.Value, ct) is { IsAdministrator: true, DeactivatedAt: null };
    }
}
