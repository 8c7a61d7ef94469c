using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Copying;

internal static partial class DataCopyLog
{
    [LoggerMessage(
        EventId = 1801,
        Level = LogLevel.Information,
        Message = "A copy of the data of user {User} of company {Company} is made for {By}"
    )]
    internal static partial void DataCopied(this ILogger logger, UserId user, CompanyId company, UserId by);
}
