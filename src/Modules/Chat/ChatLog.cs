using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Chat;

internal static partial class ChatLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "What {User} of {Company} got is not marked: the database is away")]
    internal static partial void NotMarked(this ILogger log, Exception away, UserId user, CompanyId company);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody was woken for a message in {Conversation} of {Company}")]
    internal static partial void NotWoken(this ILogger log, Exception failure, Guid conversation, CompanyId company);
}
