using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>The company's people as its administrators see them: also who is invited, and who left.</summary>
internal sealed class ShownPeople(ICurrentUser me, IQuerySession session, FixedNumbersShown numbers, TimeProvider time)
{
    public async Task<IReadOnlyList<ShownPerson>> All(CancellationToken ct)
    {
        var users = await session.Query<User>().ToListAsync(ct);
        var signIn = (await session.Query<Credential>().Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        signIn.UnionWith(await session.Query<DirectoryLink>().Select(link => link.Id).ToListAsync(ct));
        var (now, company) = (time.GetUtcNow(), me.Company.Value);
        var invited = (
            await session
                .Query<PasswordLink>()
                .Where(link => link.CompanyId == company && link.ExpiresAt > now)
                .Select(link => link.UserId)
                .ToListAsync(ct)
        ).ToHashSet();
        var rights = await session.RightsOf(me.Company, ct);
        var fixedNumbers = await numbers.All(ct);
        return
        [
            .. users
                .Select(user => new ShownPerson(user, StateOf(user), user.Id == me.User.Value)
                {
                    Rights = rights.Find(user.RightsTemplate ?? rights.StandardId) ?? rights.Find(rights.StandardId)!,
                    FixedNumbers = fixedNumbers.GetValueOrDefault(new UserId(user.Id)) ?? [],
                })
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
