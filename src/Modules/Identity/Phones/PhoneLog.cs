using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Phones;

/// <summary>Never a token: whoever reads the log could sign in with it.</summary>
internal static partial class PhoneLog
{
    [LoggerMessage(
        EventId = 1701,
        Level = LogLevel.Information,
        Message = "A phone of user {User} of company {Company} was signed in by link from {Address}"
    )]
    internal static partial void PhoneSignedIn(this ILogger logger, UserId user, CompanyId company, string address);

    [LoggerMessage(
        EventId = 1702,
        Level = LogLevel.Information,
        Message = "User {User} of company {Company} made a link for a phone, by {Way}"
    )]
    internal static partial void PhoneLinkMade(this ILogger logger, UserId user, CompanyId company, PhoneLinkWay way);

    [LoggerMessage(
        EventId = 1703,
        Level = LogLevel.Warning,
        Message = "The SMS gateway of company {Company} did not take a link for a phone"
    )]
    internal static partial void PhoneLinkNotSent(this ILogger logger, CompanyId company);
}
