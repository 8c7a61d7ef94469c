using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Passwords;

/// <summary>
/// Makes and finds the links by which people choose a password. A new invitation takes the place of the one before. Links that somebody asked for
/// do not end each other, or a stranger who asks again and again would end the one that lies in the mailbox.
/// </summary>
internal sealed class PasswordLinks(IDocumentStore store, TimeProvider time)
{
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromHours(72);
    public static readonly TimeSpan ForgottenLasts = TimeSpan.FromHours(1);
    public static readonly TimeSpan RescueLasts = TimeSpan.FromMinutes(15);

    /// <summary>Adds to the caller's transaction.</summary>
    /// <returns>The token for the mail.</returns>
    public string Add(IDocumentSession session, CompanyId company, Guid user, PasswordLinkKind kind)
    {
        if (kind is PasswordLinkKind.Invitation or PasswordLinkKind.Rescue)
        {
            EndAll(session, user);
        }

        var (token, now) = (SessionToken.New(), time.GetUtcNow());
        session.Insert(
            new PasswordLink
            {
                Id = Guid.CreateVersion7(now),
                TokenHash = SessionToken.Hash(token)!,
                CompanyId = company.Value,
                UserId = user,
                Kind = kind,
                SentAt = now,
                ExpiresAt = now + LifetimeOf(kind),
            }
        );
        return token;
    }

    /// <summary>Used, or of no use any more: the password was changed, or the person left.</summary>
    public static void EndAll(IDocumentSession session, Guid user) => session.DeleteWhere<PasswordLink>(link => link.UserId == user);

    /// <summary>Null: it never was one, was used, is too old, or was followed by another.</summary>
    public async Task<PasswordLink?> Find(string? token, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        return
            SessionToken.Hash(token ?? "") is { } hash
            && await query.Query<PasswordLink>().FirstOrDefaultAsync(l => l.TokenHash == hash, ct) is { } link
            ? Working(link)
            : null;
    }

    /// <summary>As <see cref="Find"/>, and nobody else uses it until the session is saved: a link works once, also when it is used twice at once.</summary>
    public async Task<PasswordLink?> Claim(IDocumentSession session, Guid id, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        return (await session.QueryAsync<PasswordLink>("where id = ? for update", ct, id)) is [var link] ? Working(link) : null;
    }

    static TimeSpan LifetimeOf(PasswordLinkKind kind) =>
        kind switch
        {
            PasswordLinkKind.Invitation => InvitationLasts,
            PasswordLinkKind.Rescue => RescueLasts,
            _ => ForgottenLasts,
        };

    PasswordLink? Working(PasswordLink link) => link.WorksAt(time.GetUtcNow()) ? link : null;
}
