using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Mail;

/// <summary>What the outbox logs: never an address or what a mail says.</summary>
internal static partial class MailLog
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "Mail {Mail} of company {Company} was taken by its mail server")]
    internal static partial void MailSent(this ILogger logger, Guid mail, CompanyId company);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Warning, Message = "Mail {Mail} of company {Company} waits: {Fault} {Detail}")]
    internal static partial void MailWaits(this ILogger logger, Guid mail, CompanyId company, MailFaultKind fault, string detail);

    [LoggerMessage(
        EventId = 1203,
        Level = LogLevel.Error,
        Message = "Mail {Mail} of company {Company} is given up, too old to be of use: {Fault} {Detail}"
    )]
    internal static partial void MailGivenUp(this ILogger logger, Guid mail, CompanyId company, MailFaultKind fault, string detail);

    [LoggerMessage(EventId = 1204, Level = LogLevel.Warning, Message = "The outbox could not be read or written; it is tried again")]
    internal static partial void OutboxFailed(this ILogger logger, Exception failure);
}
