using System.Threading.Channels;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Passwords;

/// <summary>
/// Mails a link to who forgot their password. The page only leaves the typed name here: it can't tell, by its words or its time, whether there is
/// such an account.
/// </summary>
internal sealed class ForgottenPasswords(
    IDocumentStore store,
    PasswordLinks links,
    AccountMail mail,
    DirectoryMail directory,
    TimeProvider time,
    ILogger<ForgottenPasswords> log
) : BackgroundService
{
    /// <summary>Until then the link that lies in the mailbox is enough, however often it is asked for.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(15);

    readonly Channel<string> _asked = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true }
    );

    /// <returns>False: too many wait already.</returns>
    public bool Ask(string typedName) => _asked.Writer.TryWrite(typedName);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not at once: work for those who exist would be felt by the answer that is being written, or by the next.
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            while (_asked.Reader.TryRead(out var typed))
            {
                await TryAnswer(typed, stoppingToken);
            }
        }
    }

    async Task TryAnswer(string typed, CancellationToken ct)
    {
        try
        {
            await Answer(typed, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: who asks again is answered again
        {
            log.ForgottenNotAnswered(failure);
        }
    }

    async Task Answer(string typed, CancellationToken ct)
    {
        var name = typed.Length <= SignInName.Longest ? SignInName.Normalize(typed) : "";
        await using var installation = store.QuerySession();
        if (await installation.LoadAsync<SignInName>(name, ct) is not { } account)
        {
            return;
        }

        var company = new CompanyId(account.CompanyId);
        await using var session = store.SessionFor(company);
        if (await session.LoadAsync<User>(account.UserId, ct) is not { DeactivatedAt: null } user || await WasMailed(session, user.Id, ct))
        {
            return;
        }

        if (await directory.Tells(session, company, user, ct))
        {
            log.ForgottenMailed(user.Id, company);
            return;
        }

        if ((await session.LoadAsync<MailSettings>(account.CompanyId, ct))?.Site is not { } site)
        {
            log.SiteNotKnown(company);
            return;
        }

        var token = links.Add(session, company, user.Id, PasswordLinkKind.Forgotten);
        await mail.Reset(session, company, UserAddress.Of(user), site, token, ct);
        await session.SaveChangesAsync(ct);
        log.ForgottenMailed(user.Id, company);
    }

    async Task<bool> WasMailed(IDocumentSession session, Guid user, CancellationToken ct)
    {
        var since = time.GetUtcNow() - BetweenMails;
        return await session
            .Query<PasswordLink>()
            .AnyAsync(link => link.UserId == user && link.Kind == PasswordLinkKind.Forgotten && link.SentAt > since, ct);
    }

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    const int MostWaiting = 1000;
}
