using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Sms;

/// <summary>What is logged about text messages: never a number, what a message says, or what a gateway says of it.</summary>
internal static partial class SmsLog
{
    [LoggerMessage(EventId = 1501, Level = LogLevel.Information, Message = "A text message of company {Company} was taken by its gateway")]
    internal static partial void SmsSent(this ILogger logger, CompanyId company);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Warning, Message = "A text message of company {Company} was not sent: {Fault}")]
    internal static partial void SmsNotSent(this ILogger logger, CompanyId company, SmsFaultKind fault);
}
