using Microsoft.Extensions.Logging;

namespace ConnectMe.Recordings;

static partial class RecordingsLog
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "Nothing was recorded in {Path}: it is deleted")]
    internal static partial void NothingRecorded(this ILogger logger, string path);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "The recording {Path} is not in its list yet")]
    internal static partial void NotTaken(this ILogger logger, Exception failure, string path);
}
