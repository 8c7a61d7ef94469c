using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Passwords;

/// <summary>What is logged about passwords and links: never one of them, nor a typed name.</summary>
internal static partial class PasswordLog
{
    [LoggerMessage(
        EventId = 1301,
        Level = LogLevel.Information,
        Message = "User {User} of company {Company} was mailed a link for a new password"
    )]
    internal static partial void ForgottenMailed(this ILogger logger, Guid user, CompanyId company);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Warning, Message = "A forgotten password could not be answered")]
    internal static partial void ForgottenNotAnswered(this ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 1303,
        Level = LogLevel.Warning,
        Message = "No link for a new password is mailed in company {Company}: its mail settings do not say where ConnectMe is reached"
    )]
    internal static partial void SiteNotKnown(this ILogger logger, CompanyId company);

    [LoggerMessage(EventId = 1304, Level = LogLevel.Information, Message = "User {User} of company {Company} has a new password")]
    internal static partial void PasswordChanged(this ILogger logger, Guid user, CompanyId company);

    [LoggerMessage(
        EventId = 1306,
        Level = LogLevel.Warning,
        Message = "User {User} of company {Company} came in by a link that was made on the server: the second factor is gone"
    )]
    internal static partial void Rescued(this ILogger logger, Guid user, CompanyId company);

    [LoggerMessage(EventId = 1305, Level = LogLevel.Warning, Message = "Too many requests for a new password from {Address}")]
    internal static partial void TooManyForgotten(this ILogger logger, string address);
}
