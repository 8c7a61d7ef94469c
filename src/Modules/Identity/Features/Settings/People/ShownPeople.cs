using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>The company's people as its administrators see them: also who is invited, and who left.</summary>
internal sealed class ShownPeople(ICurrentUser me, IQuerySession session, TimeProvider time)
{
    public async Task<IReadOnlyList<ShownPerson>> All(CancellationToken ct)
    {
        var users = await session.Query<User>().ToListAsync(ct);
        var signIn = (await session.Query<Credential>().Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var (now, company) = (time.GetUtcNow(), me.Company.Value);
        var invited = (
            await session
                .Query<PasswordLink>()
                .Where(link => link.CompanyId == company && link.ExpiresAt > now)
                .Select(link => link.UserId)
                .ToListAsync(ct)
        ).ToHashSet();
        return
        [
            .. users
                .Select(user => new ShownPerson(user, StateOf(user), user.Id == me.User.Value))
                .OrderBy(shown => shown.State is PersonState.Deactivated)
                .ThenBy(shown => shown.User.Name, StringComparer.CurrentCulture),
        ];

        PersonState StateOf(User user) =>
            user.DeactivatedAt is not null ? PersonState.Deactivated
            : signIn.Contains(user.Id) ? PersonState.Active
            : invited.Contains(user.Id) ? PersonState.Invited
            : PersonState.InvitationExpired;
    }
}
