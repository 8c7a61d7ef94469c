using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What is logged of single sign-on: never a token, a code, a secret or an address of somebody.</summary>
internal static partial class SingleSignOnLog
{
    [LoggerMessage(
        EventId = 1601,
        Level = LogLevel.Warning,
        Message = "Sign-in by provider {Provider} of company {Company} failed from {Address}: {Fault} {Detail}"
    )]
    internal static partial void ProviderFailed(
        this ILogger logger,
        Guid provider,
        CompanyId company,
        string address,
        ProviderFaultKind fault,
        string detail
    );

    [LoggerMessage(
        EventId = 1602,
        Level = LogLevel.Warning,
        Message = "Sign-in by provider {Provider} of company {Company} refused from {Address}: {Reason}, user {User}"
    )]
    internal static partial void ProviderRefused(
        this ILogger logger,
        Guid provider,
        CompanyId company,
        string address,
        AccountRefusal reason,
        Guid? user
    );

    [LoggerMessage(
        EventId = 1603,
        Level = LogLevel.Information,
        Message = "User {User} of company {Company} linked to provider {Provider}"
    )]
    internal static partial void Linked(this ILogger logger, Guid user, CompanyId company, Guid provider);

    [LoggerMessage(
        EventId = 1604,
        Level = LogLevel.Information,
        Message = "Account of user {User} of company {Company} made at their first sign-in by provider {Provider}"
    )]
    internal static partial void AccountMade(this ILogger logger, Guid user, CompanyId company, Guid provider);

    [LoggerMessage(EventId = 1605, Level = LogLevel.Information, Message = "User {User} of company {Company} unlinked from {Issuer}")]
    internal static partial void Unlinked(this ILogger logger, UserId user, CompanyId company, string issuer);
}
