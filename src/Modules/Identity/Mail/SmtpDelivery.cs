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
internal sealed class SmtpDelivery(MailPasswords passwords, MailTokens tokens, MailLogo logo, OAuthSettings options)
{
    /// <summary>For reaching and greeting the server, and again for handing the mail over.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Some megabytes over a slow line.</summary>
    static readonly TimeSpan PatienceWithFile = TimeSpan.FromMinutes(1);

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

        var (secret, noSecret) = await Secret(settings, ct);
        if (noSecret is not null)
        {
            return noSecret;
        }

        var text = message.Text.Length <= LongestText ? message.Text : message.Text[..LongestText];
        var body = With(message.Attachment, await logo.Body(new CompanyId(settings.Id), text, ct));
        using var mail = Written(sender, recipient, message.Subject, body); // which closes the file
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, LocalDomain = sender.Domain };
        try
        {
            MailFault? notIn = null;
            await Within(Patience, async limit => notIn = await SignIn(client, settings, secret, limit), ct);
            if (notIn is not null)
            {
                return notIn;
            }

            await Within(message.Attachment is null ? Patience : PatienceWithFile, limit => client.SendAsync(mail, limit), ct);
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
        var (secret, noSecret) = await Secret(settings, ct);
        if (noSecret is not null)
        {
            return noSecret;
        }

        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            MailFault? notIn = null;
            await Within(Patience / 3, async limit => notIn = await SignIn(client, settings, secret, limit), ct);
            await Within(Patience / 3, limit => client.DisconnectAsync(quit: true, limit), ct);
            return notIn;
        }
        catch (Exception exception) when (FaultOf(exception, ct) is not null)
        {
            return FaultOf(exception, ct);
        }
    }

    /// <summary>What it signs in with: the kept password, or a token that is had for the kept secret.</summary>
    async Task<(string Secret, MailFault? Fault)> Secret(MailSettings settings, CancellationToken ct)
    {
        var kept = settings.ProtectedPassword is { } hidden ? passwords.Read(hidden) : "";
        return kept is null ? ("", new MailFault(MailFaultKind.PasswordLost))
            : settings.OAuth is null ? (kept, null)
            : await tokens.Of(settings, kept, ct);
    }

    async Task<MailFault?> SignIn(SmtpClient client, MailSettings settings, string secret, CancellationToken ct)
    {
        var security = settings.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        if (options.TrustedRoot.Length > 0)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
                MailCertificate.IsTrusted(certificate, errors, options);
        }

        await client.ConnectAsync(settings.Host, settings.Port, security, ct);
        if (settings.OAuth is not null)
        {
            return await SignInByToken(client, settings, secret, ct);
        }

        if (!string.IsNullOrEmpty(settings.UserName))
        {
            await client.AuthenticateAsync(settings.UserName, secret, ct);
        }

        return null;
    }

    async Task<MailFault?> SignInByToken(SmtpClient client, MailSettings settings, string token, CancellationToken ct)
    {
        SaslMechanism? mechanism =
            client.AuthenticationMechanisms.Contains("XOAUTH2") ? new OAuth2InTwoSteps(settings.UserName!, token)
            : client.AuthenticationMechanisms.Contains("OAUTHBEARER") ? new BearerInTwoSteps(settings.UserName!, token)
            : null;
        if (mechanism is null)
        {
            return new MailFault(MailFaultKind.NoOAuth);
        }

        try
        {
            await client.AuthenticateAsync(mechanism, ct);
            return null;
        }
        catch (AuthenticationException refused)
        {
            tokens.Forget(settings.Id);
            return new MailFault(MailFaultKind.MailboxRefused, Said(refused));
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

    static MimeEntity With(MailAttachment? attachment, MimeEntity body) =>
        attachment is null || !File.Exists(attachment.Path)
            ? body
            : new Multipart("mixed")
            {
                body,
                new MimePart(ContentType.Parse(attachment.ContentType))
                {
                    Content = new MimeContent(
                        new FileStream(attachment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                    ),
                    ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                    ContentTransferEncoding = ContentEncoding.Base64,
                    FileName = attachment.Name,
                },
            };

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

    public static string OneLine(string text, int longest)
    {
        var line = string.Concat(text.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)).Trim();
        return line.Length <= longest ? line : line[..longest];
    }

    // RFC 4954 §4: what makes the line of AUTH longer than 512 octets, as tokens do, comes after the server's answer to it
    sealed class OAuth2InTwoSteps(string mailbox, string token) : SaslMechanismOAuth2(mailbox, token)
    {
        public override bool SupportsInitialResponse => false;
    }

    sealed class BearerInTwoSteps(string mailbox, string token) : SaslMechanismOAuthBearer(mailbox, token)
    {
        public override bool SupportsInitialResponse => false;
    }
}
