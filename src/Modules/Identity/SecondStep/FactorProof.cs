using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Looks at whether somebody has the factor that they are adding.</summary>
internal sealed class FactorProof(SecondFactorSecrets secrets, PasskeyChecks passkeys, TimeProvider time)
{
    /// <summary>What was begun in this browser; null: nothing, or too long ago. Nobody else uses it until the session is saved.</summary>
    public async Task<PendingFactor?> Claim(IDocumentSession session, ICurrentUser me, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        var begun = await session.QueryAsync<PendingFactor>(
            "where id = ? and tenant_id = ? for update",
            ct,
            me.User.Value,
            me.Company.ToString()
        );
        return begun is [var pending] && pending.Session == me.Session && pending.IsAliveAt(time.GetUtcNow()) ? pending : null;
    }

    /// <returns>The person's factors with this one; null: they did not show it.</returns>
    /// <param name="name">What a passkey is called by its owner's page.</param>
    public async Task<SecondFactors?> Added(SecondFactors factors, PendingFactor begun, string typed, string name)
    {
        var at = time.GetUtcNow();
        return begun.Method switch
        {
            SecondFactorMethod.Passkey when begun.Asked is { } asked => await passkeys.Made(factors, asked, typed, name) is { } key
                ? factors with
                {
                    Passkeys = [.. factors.Passkeys, key],
                }
                : null,
            SecondFactorMethod.App when begun.ProtectedSecret is { } kept && secrets.Read(kept) is { } secret => AuthenticatorCodes.StepOf(
                secret,
                typed,
                after: 0,
                at
            )
                is { } step
                ? factors with
                {
                    App = new AuthenticatorApp(kept, step, at),
                }
                : null,
            SecondFactorMethod.Email when secrets.Fits(begun.Sent, SecondFactorMethod.Email, typed, at) => factors with
            {
                Email = new EmailForCodes(at),
            },
            SecondFactorMethod.Sms when begun.Number is { } number && secrets.Fits(begun.Sent, SecondFactorMethod.Sms, typed, at) =>
                factors with
                {
                    Phone = new PhoneForCodes(number, at),
                },
            _ => null,
        };
    }
}
