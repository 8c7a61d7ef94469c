using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Sign-ins between the password and the second factor. They open nothing; a code works in the one that it was sent for.</summary>
internal sealed class PendingSignIns(IDocumentStore store, TimeProvider time)
{
    public async Task<PendingSignIn> Begin(
        HttpContext context,
        SignInAnswer.Right right,
        bool remembered,
        string? returnUrl,
        CancellationToken ct
    )
    {
        var (token, now) = (SessionToken.New(), time.GetUtcNow());
        var begun = new PendingSignIn
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = SessionToken.Hash(token)!,
            CompanyId = right.Company.Value,
            UserId = right.User.Value,
            PasswordHash = right.PasswordHash,
            Provider = right.Provider,
            Address = right.Address,
            Remembered = remembered,
            ReturnUrl = returnUrl,
            StartedAt = now,
        };
        await using var session = store.LightweightSession();
        var over = now - PendingSignIn.Lasts;
        session.DeleteWhere<PendingSignIn>(pending => pending.StartedAt < over); // what nobody went on with
        session.Insert(begun);
        await session.SaveChangesAsync(ct);
        context.Response.Cookies.Append(Name(context.Request), token, SessionCookie.Options(context.Request, PendingSignIn.Lasts));
        return begun;
    }

    /// <summary>That of this browser; null: there is none, or it is over.</summary>
    public async Task<PendingSignIn?> Find(HttpRequest request, CancellationToken ct)
    {
        if (SessionToken.Hash(request.Cookies[Name(request)] ?? "") is not { } hash)
        {
            return null;
        }

        await using var query = store.QuerySession();
        return await query.Query<PendingSignIn>().FirstOrDefaultAsync(pending => pending.TokenHash == hash, ct) is { } found
            ? Alive(found)
            : null;
    }

    /// <summary>Nobody else uses it until the session is saved: a hundred tries at once are a hundred.</summary>
    public async Task<PendingSignIn?> Claim(IDocumentSession session, Guid id, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        return await session.QueryAsync<PendingSignIn>("where id = ? for update", ct, id) is [var found] ? Alive(found) : null;
    }

    public static void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context.Request), SessionCookie.Options(context.Request, maxAge: null));

    PendingSignIn? Alive(PendingSignIn found) => found.IsAliveAt(time.GetUtcNow()) ? found : null;

    static string Name(HttpRequest request) => request.IsHttps ? "__Host-connectme-step" : "connectme-step";
}
