using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Mail;

/// <summary>Sends what waits: at once, and again after 30 s, 1 min, 2 min and so on while the mail server does not take it.</summary>
internal sealed class Outbox(IDocumentStore store, SmtpDelivery delivery, OutboxBell bell, TimeProvider time, ILogger<Outbox> log)
    : BackgroundService
{
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(3);

    /// <summary>How late mail may be that another machine put in, or that came while the database was away.</summary>
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retryAll = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await TrySend(retryAll, stoppingToken);
            retryAll = await IsRung(stoppingToken);
        }
    }

    async Task<bool> IsRung(CancellationToken ct)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(ct);
        pause.CancelAfter(LookAgain);
        try
        {
            return await bell.Rung.ReadAsync(pause.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    async Task TrySend(bool all, CancellationToken ct)
    {
        try
        {
            await SendDue(all, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: what waits is in the database still
        {
            log.OutboxFailed(failure);
        }
    }

    /// <param name="all">Also what waits for its next try: the mail server may have been set right.</param>
    async Task SendDue(bool all, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var query = store.QuerySession();
        var due = await query
            .Query<OutgoingMail>()
            .Where(mail => all || mail.NextTryAt <= now)
            .OrderBy(mail => mail.QueuedAt)
            .Take(100)
            .ToListAsync(ct);
        foreach (var company in due.GroupBy(mail => mail.CompanyId))
        {
            foreach (var mail in company)
            {
                if (!await Send(new CompanyId(company.Key), mail, ct))
                {
                    break; // the next one would meet the same trouble, and hold up other companies
                }
            }
        }
    }

    /// <returns>False: the server is away or not set right.</returns>
    async Task<bool> Send(CompanyId company, OutgoingMail mail, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var settings = await session.LoadAsync<MailSettings>(company.Value, ct);
        var message = new MailMessage(mail.To, mail.Subject, mail.Text) { Attachment = mail.Attachment };
        var fault = await delivery.Send(settings, message, ct);
        var now = time.GetUtcNow();
        if (fault is null)
        {
            log.MailSent(mail.Id, company);
            session.Delete(mail);
        }
        else if (now - mail.QueuedAt > LongestWait || now > mail.GoodUntil)
        {
            log.MailGivenUp(mail.Id, company, fault.Kind, fault.Detail);
            session.Delete(mail);
        }
        else
        {
            log.MailWaits(mail.Id, company, fault.Kind, fault.Detail);
            var pause = FirstPause * Math.Pow(2, Math.Min(mail.Tries, 10));
            session.Store(mail with { Tries = mail.Tries + 1, NextTryAt = now + (pause < LongestPause ? pause : LongestPause) });
        }

        await session.SaveChangesAsync(ct);
        return fault is null or { Kind: MailFaultKind.RecipientRefused };
    }
}
