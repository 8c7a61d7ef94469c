using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Copying;

/// <summary>By what somebody signs in, and where they did. Without whatever signs in by itself: hashes, keys, codes, links.</summary>
[Gives(
    typeof(SignInName),
    typeof(SecondFactors),
    typeof(SignInPolicy),
    typeof(DirectoryLink),
    typeof(ProviderLink),
    typeof(BrowserSession),
    typeof(PasswordLink),
    typeof(PhoneLink),
    typeof(PendingSignIn),
    typeof(PendingFactor),
    typeof(OutgoingMail)
)]
internal sealed class SignInData(IDocumentStore store, LocalTime local, IStringLocalizer<DataCopyText> text) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var (id, company) = (person.Id.Value, person.Company.Value);
        await using var query = store.QueryFor(person.Company);
        var factors = await query.LoadAsync<SecondFactors>(id, ct) ?? new SecondFactors(id);
        var policy = await query.LoadAsync<SignInPolicy>(SignInPolicy.IdOf(company), ct) ?? SignInPolicy.Standard(company);
        var directory = await query.LoadAsync<DirectoryLink>(id, ct);
        var signIn = new
        {
            Names = (await query.Query<SignInName>().Where(n => n.CompanyId == company && n.UserId == id).ToListAsync(ct)).Select(n =>
                n.Id
            ),
            SecondFactorDemanded = policy.People.Contains(id),
            AuthenticatorApp = factors.App is { } app ? new { app.AddedAt, app.LastUsedAt } : null,
            CodesByMail = factors.Email,
            CodesBySms = factors.Phone,
            Passkeys = factors.Passkeys.Select(key => new
            {
                key.Name,
                key.Site,
                key.AddedAt,
                key.LastUsedAt,
            }),
            RecoveryCodesLeft = factors.Recovery.Count,
            Directory = directory is null
                ? null
                : new
                {
                    directory.Entry,
                    directory.Dn,
                    directory.LinkedAt,
                },
            Providers = (await query.Query<ProviderLink>().Where(link => link.UserId == id).ToListAsync(ct)).Select(link => new
            {
                link.Issuer,
                link.Account,
                link.LinkedAt,
            }),
            Waiting = await Waiting(query, person, ct),
        };
        await copy.Json(text["SignIn"], text["SignInIs"], signIn, ct);
        string[] headings =
        [
            text["SignedInAt"],
            text["LastUsedAt"],
            text["EndedAt"],
            text["Kind"],
            text["Browser"],
            text["Address"],
            text["Provider"],
            text["SentTo"],
        ];
        var sessions = query.Query<BrowserSession>().Where(s => s.UserId == id).OrderBy(s => s.SignedInAt).ToAsyncEnumerable(ct);
        await copy.Rows(text["Sessions"], text["SessionsIs"], headings, sessions.Select(IReadOnlyList<string> (s) => Row(s)), ct);
    }

    string[] Row(BrowserSession session) =>
        [
            local.Sortable(session.SignedInAt),
            local.Sortable(session.LastUsedAt),
            session.EndedAt is { } ended ? local.Sortable(ended) : "",
            text[$"Kind-{session.Kind}"],
            session.Browser,
            session.Address,
            session.Provider?.Name ?? "",
            session.SentTo ?? "",
        ];

    /// <summary>What was begun and not gone on with, and mail to them that was not taken yet: that there is such a thing, not what it opens.</summary>
    static async Task<IReadOnlyList<object>> Waiting(IQuerySession query, DataSubject person, CancellationToken ct)
    {
        var (id, company) = (person.Id.Value, person.Company.Value);
        var waiting = new List<object>();
        foreach (var link in await query.Query<PasswordLink>().Where(link => link.UserId == id).ToListAsync(ct))
        {
            waiting.Add(
                new
                {
                    What = nameof(PasswordLink),
                    link.Kind,
                    link.SentAt,
                    link.ExpiresAt,
                }
            );
        }

        foreach (var link in await query.Query<PhoneLink>().Where(link => link.UserId == id).ToListAsync(ct))
        {
            waiting.Add(
                new
                {
                    What = nameof(PhoneLink),
                    link.Way,
                    link.SentTo,
                    link.ExpiresAt,
                }
            );
        }

        foreach (var pending in await query.Query<PendingSignIn>().Where(pending => pending.UserId == id).ToListAsync(ct))
        {
            waiting.Add(
                new
                {
                    What = nameof(PendingSignIn),
                    pending.StartedAt,
                    pending.Address,
                }
            );
        }

        if (await query.LoadAsync<PendingFactor>(id, ct) is { } factor)
        {
            waiting.Add(
                new
                {
                    What = nameof(PendingFactor),
                    factor.Method,
                    factor.Number,
                    factor.StartedAt,
                }
            );
        }

        var to = person.Email;
        foreach (var mail in await query.Query<OutgoingMail>().Where(mail => mail.CompanyId == company && mail.To == to).ToListAsync(ct))
        {
            waiting.Add(
                new
                {
                    What = nameof(OutgoingMail),
                    mail.To,
                    mail.Subject,
                    mail.QueuedAt,
                }
            );
        }

        return waiting;
    }
}
