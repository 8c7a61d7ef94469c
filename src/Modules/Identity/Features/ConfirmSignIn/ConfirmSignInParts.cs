using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Features;

/// <summary>What the page of the second step asks of the module.</summary>
internal sealed class ConfirmSignInParts(
    IDocumentStore store,
    PendingSignIns pending,
    SecondFactorRules rules,
    SecondStepStart start,
    SecondStepProof proof,
    ICompanies companies,
    TimeProvider time
)
{
    /// <summary>Null: this browser has no sign-in that could go on.</summary>
    public async Task<ShownStep?> Find(HttpRequest request, CancellationToken ct)
    {
        if (await pending.Find(request, ct) is not { } begun)
        {
            return null;
        }

        var company = new CompanyId(begun.CompanyId);
        await using var query = store.QueryFor(company);
        if (await query.LoadAsync<User>(begun.UserId, ct) is not { DeactivatedAt: null } user)
        {
            return null;
        }

        var factors = await query.LoadAsync<SecondFactors>(begun.UserId, ct);
        var usable = rules.Usable(company, new UserId(user.Id));
        var sentTo = begun.Sent?.By is SecondFactorMethod.Sms ? Masked.Number(factors?.Phone?.Number) : Masked.Email(user.Email);
        var wait = begun.Sent is { } sent ? Math.Max(0, (int)Math.Ceiling((sent.AgainAt - time.GetUtcNow()).TotalSeconds)) : 0;
        return new ShownStep(
            begun,
            factors?.Recovery.Count > 0 ? [.. usable, SecondFactorMethod.Recovery] : usable,
            companies.Of(company).Name,
            sentTo,
            wait
        );
    }

    public Task<ProofAnswer> Try(HttpRequest request, PendingSignIn begun, SecondFactorMethod by, string typed, CancellationToken ct) =>
        proof.Try(request, begun, by, typed, ct);

    /// <summary>What a passkey is asked, once for this sign-in.</summary>
    public Task<string?> Ask(PendingSignIn begun, CancellationToken ct) => start.AskPasskey(begun, ct);

    public Task<string?> Send(HttpRequest request, PendingSignIn begun, SecondFactorMethod by, CancellationToken ct) =>
        start.Send(request, begun, by, ct);
}

internal sealed record ShownStep(
    PendingSignIn Begun,
    IReadOnlyList<SecondFactorMethod> Methods,
    string Company,
    string SentTo,
    int SecondsToWait
);
