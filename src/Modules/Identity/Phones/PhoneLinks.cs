using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Phones;

/// <summary>
/// Makes and finds the links that sign phones in. A new one takes the place of the one before, so that of all that were sent or shown one works. A link
/// dies with the sign-in it was made in: who signs out everywhere has nothing left open.
/// </summary>
internal sealed class PhoneLinks(IDocumentStore store, TimeProvider time)
{
    readonly SignInLimits _limits = new(time);

    /// <summary>Each may cost the company a message. False: too many in ten minutes.</summary>
    public bool TryBegin(UserId user) => _limits.TryBegin(user.ToString(), address: "", knownBrowser: "");

    /// <summary>Adds to the caller's transaction.</summary>
    /// <param name="token">By <see cref="SessionToken.New"/>: for the phone, and kept nowhere.</param>
    public PhoneLink Add(IDocumentSession session, ICurrentUser maker, string token, PhoneLinkWay way, string? sentTo)
    {
        var (now, user) = (time.GetUtcNow(), maker.User.Value);
        session.DeleteWhere<PhoneLink>(earlier => earlier.UserId == user);
        var link = new PhoneLink
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = SessionToken.Hash(token)!,
            CompanyId = maker.Company.Value,
            UserId = user,
            MadeIn = maker.Session,
            Way = way,
            SentTo = sentTo,
            ExpiresAt = now + PhoneLink.Lasts,
        };
        session.Insert(link);
        return link;
    }

    /// <summary>Null: it never was one, was used, is too old, was followed by another, or who made it has signed out.</summary>
    public async Task<PhoneLink?> Find(string? token, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        return
            SessionToken.Hash(token ?? "") is { } hash
            && await query.Query<PhoneLink>().FirstOrDefaultAsync(l => l.TokenHash == hash, ct) is { } link
            && await Works(link, ct)
            ? link
            : null;
    }

    /// <summary>One was made and not used yet.</summary>
    public async Task<bool> AnyOf(UserId user, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        return await query.Query<PhoneLink>().AnyAsync(link => link.UserId == user.Value, ct);
    }

    /// <summary>Uses the link up. Used twice at once it is the first one's.</summary>
    public async Task<PhoneLink?> Take(string? token, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } found)
        {
            return null;
        }

        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(ct);
        if (await session.QueryAsync<PhoneLink>("where id = ? for update", ct, found.Id) is not [var link])
        {
            return null;
        }

        session.Delete(link);
        await session.SaveChangesAsync(ct);
        return link.WorksAt(time.GetUtcNow()) ? link : null;
    }

    /// <summary>Whoever made it is still signed in there.</summary>
    public async Task<bool> IsCoveredStill(PhoneLink link, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        return await query.LoadAsync<BrowserSession>(link.MadeIn, ct) is { } maker && maker.IsAliveAt(time.GetUtcNow());
    }

    async Task<bool> Works(PhoneLink link, CancellationToken ct) => link.WorksAt(time.GetUtcNow()) && await IsCoveredStill(link, ct);
}
