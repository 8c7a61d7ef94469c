using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Begins the step after the password, and sends its codes.</summary>
internal sealed class SecondStepStart(
    IDocumentStore store,
    PendingSignIns pending,
    SecondFactorRules factors,
    CodeSender codes,
    PasskeyChecks passkeys,
    KnownBrowser browsers
)
{
    public async Task Begin(HttpContext context, SignInAnswer.Right right, bool remembered, string? returnUrl, CancellationToken ct)
    {
        var begun = await pending.Begin(context, right, remembered, returnUrl, ct);
        if (factors.Usable(right.Company, right.User)[0] is var first and (SecondFactorMethod.Email or SecondFactorMethod.Sms))
        {
            await Send(context.Request, begun, first, ct);
        }
    }

    /// <returns>As a key of the texts, why nothing was sent; null: it was.</returns>
    public async Task<string?> Send(HttpRequest request, PendingSignIn begun, SecondFactorMethod by, CancellationToken ct)
    {
        var company = new CompanyId(begun.CompanyId);
        await using var session = store.SessionFor(company);
        if (await pending.Claim(session, begun.Id, ct) is not { } now || await session.LoadAsync<User>(begun.UserId, ct) is not { } user)
        {
            return "StepOver";
        }

        var number = (await session.LoadAsync<SecondFactors>(begun.UserId, ct))?.Phone?.Number;
        var to = new CodeRecipient(company, user, by, number, browsers.MarkFor(begun.UserId, request));
        var (sent, whyNot) = await codes.Send(to, now.Sent, session, ct);
        if (sent is not null)
        {
            session.Store(now with { Sent = sent });
            await session.SaveChangesAsync(ct);
        }

        return whyNot;
    }

    /// <returns>What the browser is told; null: the sign-in is over.</returns>
    public async Task<string?> AskPasskey(PendingSignIn begun, CancellationToken ct)
    {
        if (begun.Asked is { } before)
        {
            return before.Options;
        }

        await using var session = store.SessionFor(new CompanyId(begun.CompanyId));
        if (await pending.Claim(session, begun.Id, ct) is not { } now)
        {
            return null;
        }

        var own = await session.LoadAsync<SecondFactors>(begun.UserId, ct) ?? new SecondFactors(begun.UserId);
        var asked = now.Asked ?? await passkeys.ToUse(own);
        session.Store(now with { Asked = asked });
        await session.SaveChangesAsync(ct);
        return asked.Options;
    }
}
