using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SignIns;

/// <summary>What the module logs. Never a password, and a typed name only when it is an account's: people type passwords into the wrong field.</summary>
internal static partial class SignInLog
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "User {User} of company {Company} signed in from {Address}")]
    internal static partial void SignedIn(this ILogger logger, Guid user, Guid company, string address);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Sign-in refused from {Address} for user {User}")]
    internal static partial void SignInRefused(this ILogger logger, string address, Guid? user);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning, Message = "Too many sign-in attempts from {Address}")]
    internal static partial void TooManyAttempts(this ILogger logger, string address);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Information, Message = "User {User} of company {Company} signed out")]
    internal static partial void SignedOut(this ILogger logger, Guid user, Guid company);

    [LoggerMessage(
        EventId = 1108,
        Level = LogLevel.Information,
        Message = "Sign-ins of user {User} of company {Company} were ended by {By}"
    )]
    internal static partial void SessionsEnded(this ILogger logger, UserId user, CompanyId company, UserId by);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning, Message = "Sessions cannot be reread, the last known ones hold: {Reason}")]
    internal static partial void SessionsNotReread(this ILogger logger, string reason);

    [LoggerMessage(EventId = 1107, Level = LogLevel.Error, Message = "Rereading the sessions failed")]
    internal static partial void RereadFailed(this ILogger logger, Exception exception);

    [LoggerMessage(
        EventId = 1109,
        Level = LogLevel.Warning,
        Message = "User {User} of company {Company} may not {Method} {Path}, asked from {Address}"
    )]
    internal static partial void Refused(this ILogger logger, UserId user, CompanyId company, string method, string path, string address);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Warning, Message = "The end of a session is not saved yet: {Reason}")]
    internal static partial void EndNotSaved(this ILogger logger, string reason);
}
