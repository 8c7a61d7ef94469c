using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the page that adds a second factor asks of the module.</summary>
internal sealed class AddSecondFactorParts(
    ICurrentUser me,
    IQuerySession session,
    OwnPassword password,
    SecondFactorRules rules,
    SecondFactorSecrets secrets,
    KnownBrowser browsers,
    ICompanies companies,
    TimeProvider time,
    IHandle<StartSecondFactor.Command> start,
    IHandle<ConfirmSecondFactor.Command> confirm,
    IHandle<RenewRecoveryCodes.Command> renew,
    IStringLocalizer<PasswordText> words
)
{
    public OwnPassword Password => password;

    public IHandle<StartSecondFactor.Command> Start => start;

    public IHandle<ConfirmSecondFactor.Command> Confirm => confirm;

    public IHandle<RenewRecoveryCodes.Command> Renew => renew;

    public IStringLocalizer<PasswordText> Words => words;

    public IReadOnlyList<SecondFactorMethod> Addable => rules.Addable(me.Company);

    public ValueTask<bool> IsOwed(CancellationToken ct) => rules.IsOwed(me.Company, me.User, ct);

    public string? KnownBrowser(HttpRequest request) => browsers.MarkFor(me.User.Value, request);

    /// <summary>They have just typed their password, and were led here.</summary>
    public bool IsFresh(OpenSession? open) =>
        open?.Row is { SecondFactorDueAt: not null } row && time.GetUtcNow() < row.SignedInAt + PendingSignIn.Lasts;

    public async Task<PendingFactor?> Pending(CancellationToken ct) =>
        await session.LoadAsync<PendingFactor>(me.User.Value, ct) is { } begun
        && begun.Session == me.Session
        && begun.IsAliveAt(time.GetUtcNow())
            ? begun
            : null;

    public string? SecretOf(PendingFactor begun) => begun.ProtectedSecret is { } kept ? secrets.Read(kept) : null;

    public async Task<string> AddressOf(string secret, CancellationToken ct) =>
        AuthenticatorCodes.Address(secret, (await Me(ct)).UserName, companies.Of(me.Company).Name);

    public async Task<string?> SentTo(PendingFactor begun, CancellationToken ct) =>
        begun.Method switch
        {
            SecondFactorMethod.Email => Masked.Email((await Me(ct)).Email),
            SecondFactorMethod.Sms => Masked.Number(begun.Number),
            _ => null,
        };

    /// <summary>These codes became theirs.</summary>
    public async Task<bool> Holds(string recoveryCode, CancellationToken ct) =>
        await session.LoadAsync<SecondFactors>(me.User.Value, ct) is { } factors
        && factors.Recovery.Contains(RecoveryCodes.Kept(me.User.Value, recoveryCode));

    async Task<User> Me(CancellationToken ct) =>
        await session.LoadAsync<User>(me.User.Value, ct) ?? throw new InvalidOperationException("The signed-in person has no account.");
}
