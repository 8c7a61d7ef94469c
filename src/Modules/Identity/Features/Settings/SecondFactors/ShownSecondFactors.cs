using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>What people prove themselves with after the password.</summary>
internal sealed class ShownSecondFactors(ICurrentUser me, IQuerySession session, SecondFactorRules rules, SecondFactorsInMemory memory)
{
    public async Task<SecondFactorList> Mine(CancellationToken ct)
    {
        var factors = await session.LoadAsync<SecondFactors>(me.User.Value, ct) ?? new SecondFactors(me.User.Value);
        return new SecondFactorList(Rows(factors), rules.Addable(me.Company), factors.Recovery.Count);
    }

    /// <summary>As administrators see it.</summary>
    public async Task<PersonSecondFactors> Of(User person, CancellationToken ct)
    {
        var factors = await session.LoadAsync<SecondFactors>(person.Id, ct) ?? new SecondFactors(person.Id);
        return new PersonSecondFactors(
            person,
            factors.Methods,
            memory.Policy(me.Company).People.Contains(person.Id),
            person.Id == me.User.Value
        );
    }

    static IReadOnlyList<SecondFactorRow> Rows(SecondFactors factors) =>
        [
            .. factors.Passkeys.Select(key => new SecondFactorRow(
                SecondFactorMethod.Passkey,
                key.Id,
                key.Name,
                key.AddedAt,
                key.LastUsedAt
            )),
            .. factors.App is { } app
                ? [new SecondFactorRow(SecondFactorMethod.App, "", "", app.AddedAt, app.LastUsedAt)]
                : Array.Empty<SecondFactorRow>(),
            .. factors.Phone is { } phone
                ? [new SecondFactorRow(SecondFactorMethod.Sms, "", Masked.Number(phone.Number), phone.AddedAt, phone.LastUsedAt)]
                : Array.Empty<SecondFactorRow>(),
            .. factors.Email is { } email
                ? [new SecondFactorRow(SecondFactorMethod.Email, "", "", email.AddedAt, email.LastUsedAt)]
                : Array.Empty<SecondFactorRow>(),
        ];
}

/// <param name="IsDemanded">Of them by name, whatever is demanded of the others.</param>
internal sealed record PersonSecondFactors(User Person, IReadOnlyList<SecondFactorMethod> Methods, bool IsDemanded, bool IsMe);

/// <param name="CodesLeft">Recovery codes.</param>
internal sealed record SecondFactorList(IReadOnlyList<SecondFactorRow> Factors, IReadOnlyList<SecondFactorMethod> Addable, int CodesLeft)
{
    /// <summary>The one that was not removed, and why.</summary>
    public (SecondFactorMethod Method, string Id, string Why)? Refused { get; init; }
}

/// <param name="Id">Of a passkey; else empty: there is one.</param>
internal sealed record SecondFactorRow(
    SecondFactorMethod Method,
    string Id,
    string Name,
    DateTimeOffset AddedAt,
    DateTimeOffset? LastUsedAt
);
