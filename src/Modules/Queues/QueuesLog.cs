using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Queues;

static partial class QueuesLog
{
    [LoggerMessage(
        EventId = 6101,
        Level = LogLevel.Error,
        Message = "That agent {Agent} is paused in queue {Queue} is not saved: they get calls again when the queues are read next"
    )]
    internal static partial void PauseNotSaved(this ILogger logger, Exception failure, UserId agent, Guid queue);
}
