using System.Net.Sockets;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace ConnectMe.Identity.Mail;

/// <summary>Gives one mail to the company's mail server, or says why it could not.</summary>
internal sealed class SmtpDelivery(MailPasswords passwords, MailLogo logo)
{
    /// <summary>For reaching and greeting the server, and again for handing the mail over.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public const int LongestSubject = 200;
    public const int LongestText = 64 * 1024;

    /// <returns>Null: the server has taken it.</returns>
    public async Task<MailFault?> Send(MailSettings? settings, MailMessage message, CancellationToken ct)
    {
        if (settings is null)
        {
            return new MailFault(MailFaultKind.NotSet);
        }

        if (MailAddress.Read(settings.Sender) is not { } sender)
        {
            return new MailFault(MailFaultKind.SenderRefused);
        }

        if (MailAddress.Read(message.To) is not { } recipient)
        {
            return new MailFault(MailFaultKind.RecipientRefused);
        }

        var password = settings.ProtectedPassword is { } kept ? passwords.Read(kept) : "";
        if (password is null)
        {
            return new MailFault(MailFaultKind.PasswordLost);
        }

        var text = message.Text.Length <= LongestText ? message.Text : message.Text[..LongestText];
        using var mail = Written(sender, recipient, message.Subject, await logo.Body(new CompanyId(settings.Id), text, ct));
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, LocalDomain = sender.Domain };
        try
        {
            await Within(Patience, limit => SignIn(client, settings, password, limit), ct);
            await Within(Patience, limit => client.SendAsync(mail, limit), ct);
            await Within(Patience, limit => client.DisconnectAsync(quit: true, limit), ct);
            return null;
        }
        catch (Exception exception) when (FaultOf(exception, ct) is not null)
        {
            return FaultOf(exception, ct);
        }
    }

    /// <summary>Says hello and signs in, and sends nothing.</summary>
    /// <returns>Null: a mail could be handed over now.</returns>
    public async Task<MailFault?> Try(MailSettings settings, CancellationToken ct)
    {
        if ((settings.ProtectedPassword is { } kept ? passwords.Read(kept) : "") is not { } password)
        {
            return new MailFault(MailFaultKind.PasswordLost);
        }

        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await Within(Patience / 3, limit => SignIn(client, settings, password, limit), ct);
            await Within(Patience / 3, limit => client.DisconnectAsync(quit: true, limit), ct);
            return null;
        }
        catch (Exception exception) when (FaultOf(exception, ct) is not null)
        {
            return FaultOf(exception, ct);
        }
    }

    static async Task SignIn(SmtpClient client, MailSettings settings, string password, CancellationToken ct)
    {
        var security = settings.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        await client.ConnectAsync(settings.Host, settings.Port, security, ct);
        if (!string.IsNullOrEmpty(settings.UserName))
        {
            await client.AuthenticateAsync(settings.UserName, password, ct);
        }
    }

    static MimeMessage Written(MailboxAddress sender, MailboxAddress recipient, string subject, MimeEntity body)
    {
        var mail = new MimeMessage
        {
            Subject = OneLine(subject, LongestSubject),
            MessageId = MimeUtils.GenerateMessageId(sender.Domain),
            Body = body,
        };
        mail.From.Add(sender);
        mail.To.Add(recipient);
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834 §5: nobody's holiday reply comes back
        return mail;
    }

    static async Task Within(TimeSpan limit, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(limit);
        await work(patience.Token);
    }

    /// <summary>Null: it is not the mail server's doing.</summary>
    static MailFault? FaultOf(Exception exception, CancellationToken ct) =>
        exception switch
        {
            OperationCanceledException => ct.IsCancellationRequested ? null : new MailFault(MailFaultKind.TimedOut),
            TimeoutException => new MailFault(MailFaultKind.TimedOut),
            SslHandshakeException handshake => new MailFault(
                handshake.ServerCertificate is null ? MailFaultKind.NoTls : MailFaultKind.BadCertificate
            ),
            NotSupportedException => new MailFault(MailFaultKind.NoTls),
            AuthenticationException => new MailFault(MailFaultKind.SignInRefused, Said(exception)),
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => new MailFault(
                MailFaultKind.SenderRefused,
                Said(exception)
            ),
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => new MailFault(
                MailFaultKind.RecipientRefused,
                Said(exception)
            ),
            CommandException or ProtocolException or ServiceNotAuthenticatedException => new MailFault(
                MailFaultKind.Refused,
                Said(exception)
            ),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new MailFault(
                MailFaultKind.NameUnknown
            ),
            SocketException { SocketErrorCode: SocketError.TimedOut } => new MailFault(MailFaultKind.TimedOut),
            SocketException or IOException => new MailFault(MailFaultKind.Unreachable, Said(exception)),
            _ => null,
        };

    static string Said(Exception exception) => OneLine(exception.Message, 300);

    static string OneLine(string text, int longest)
    {
        var line = string.Concat(text.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)).Trim();
        return line.Length <= longest ? line : line[..longest];
    }
}
