using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SecondStep;

/// <summary>What is logged about second factors: never a code, a secret, a number or an address of mail.</summary>
internal static partial class SecondStepLog
{
    [LoggerMessage(EventId = 1401, Level = LogLevel.Warning, Message = "A wrong code ({Method}) from {Address} for user {User}")]
    internal static partial void WrongCode(this ILogger logger, SecondFactorMethod method, string address, Guid user);

    [LoggerMessage(EventId = 1402, Level = LogLevel.Warning, Message = "Too many codes from {Address} for user {User}")]
    internal static partial void TooManyCodes(this ILogger logger, string address, Guid user);

    [LoggerMessage(
        EventId = 1403,
        Level = LogLevel.Information,
        Message = "User {User} of company {Company} added a second factor: {Method}"
    )]
    internal static partial void FactorAdded(this ILogger logger, UserId user, CompanyId company, SecondFactorMethod method);

    [LoggerMessage(
        EventId = 1404,
        Level = LogLevel.Warning,
        Message = "A second factor ({Method}) of user {User} of company {Company} was removed by {By}"
    )]
    internal static partial void FactorRemoved(this ILogger logger, UserId user, CompanyId company, SecondFactorMethod? method, UserId by);

    [LoggerMessage(
        EventId = 1405,
        Level = LogLevel.Warning,
        Message = "User {User} of company {Company} used a recovery code, {Left} are left"
    )]
    internal static partial void RecoveryCodeUsed(this ILogger logger, Guid user, CompanyId company, int left);

    [LoggerMessage(
        EventId = 1406,
        Level = LogLevel.Information,
        Message = "User {User} of company {Company} proved themselves by {Method}"
    )]
    internal static partial void Proven(this ILogger logger, Guid user, CompanyId company, SecondFactorMethod method);
}
