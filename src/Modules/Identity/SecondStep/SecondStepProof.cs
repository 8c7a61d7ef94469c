using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Looks at what somebody proves themselves with after the password, once.</summary>
internal sealed class SecondStepProof(
    IDocumentStore store,
    PendingSignIns pending,
    SecondFactorSecrets secrets,
    SecondFactorLimits limits,
    KnownBrowser browsers,
    PasskeyChecks passkeys,
    TimeProvider time,
    ILogger<SecondStepProof> log
)
{
    public async Task<ProofAnswer> Try(HttpRequest request, PendingSignIn begun, SecondFactorMethod by, string typed, CancellationToken ct)
    {
        var (address, mark) = (ClientAddress.Of(request), browsers.MarkFor(begun.UserId, request));
        if (IsGuessable(by) && !limits.TryBegin(begun.UserId, address, mark))
        {
            log.TooManyCodes(address, begun.UserId);
            return ProofAnswer.TooManyTries;
        }

        var company = new CompanyId(begun.CompanyId);
        await using var session = store.SessionFor(company);
        if (await pending.Claim(session, begun.Id, ct) is not { } now)
        {
            return ProofAnswer.Over;
        }

        var factors = await session.ClaimFactors(company, begun.UserId, ct);
        if (await Used(factors, now, by, typed) is not { } used)
        {
            var counted = now with { WrongCodes = now.WrongCodes + 1 };
            session.Store(counted);
            await session.SaveChangesAsync(ct);
            log.WrongCode(by, address, begun.UserId);
            return counted.IsAliveAt(time.GetUtcNow()) ? ProofAnswer.Wrong : ProofAnswer.Over;
        }

        session.Delete(now);
        session.Store(used);
        await session.SaveChangesAsync(ct);
        limits.Succeeded(begun.UserId, address, mark);
        log.Proven(begun.UserId, company, by);
        if (by is SecondFactorMethod.Recovery)
        {
            log.RecoveryCodeUsed(begun.UserId, company, used.Recovery.Count);
        }

        return ProofAnswer.Right;
    }

    /// <returns>What is left of the person's factors when it fits; null: it does not.</returns>
    async Task<SecondFactors?> Used(SecondFactors factors, PendingSignIn now, SecondFactorMethod by, string typed)
    {
        var at = time.GetUtcNow();
        switch (by)
        {
            case SecondFactorMethod.App when factors.App is { } app && secrets.Read(app.ProtectedSecret) is { } secret:
                return AuthenticatorCodes.StepOf(secret, typed, app.LastStep, at) is { } step
                    ? factors with
                    {
                        App = app with { LastStep = step, LastUsedAt = at },
                    }
                    : null;
            case SecondFactorMethod.Passkey when now.Asked is { } asked:
                return await passkeys.Used(factors, asked, typed) is { } key
                    ? factors with
                    {
                        Passkeys = [.. factors.Passkeys.Select(one => one.Id == key.Id ? key : one)],
                    }
                    : null;
            case SecondFactorMethod.Recovery:
                var kept = RecoveryCodes.Kept(factors.Id, typed);
                return factors.Recovery.Contains(kept)
                    ? factors with
                    {
                        Recovery = [.. factors.Recovery.Where(code => code != kept)],
                    }
                    : null;
            case SecondFactorMethod.Email or SecondFactorMethod.Sms when secrets.Fits(now.Sent, by, typed, at):
                return by is SecondFactorMethod.Email
                    ? factors with
                    {
                        Email = factors.Email is { } email ? email with { LastUsedAt = at } : null,
                    }
                    : factors with
                    {
                        Phone = factors.Phone is { } phone ? phone with { LastUsedAt = at } : null,
                    };
            default:
                return null;
        }
    }

    /// <summary>Six digits; nobody finds one of 120 bits by trying.</summary>
    static bool IsGuessable(SecondFactorMethod by) => by is SecondFactorMethod.App or SecondFactorMethod.Email or SecondFactorMethod.Sms;
}

internal enum ProofAnswer
{
    Right,
    Wrong,

    /// <summary>Too old, used, or too many wrong codes: the password is asked again.</summary>
    Over,
    TooManyTries,
}
