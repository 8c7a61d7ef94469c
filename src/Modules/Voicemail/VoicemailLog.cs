using Microsoft.Extensions.Logging;

namespace ConnectMe.Voicemail;

static partial class VoicemailLog
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Information, Message = "Nothing was said in {Path}: it is deleted")]
    internal static partial void NothingSaid(this ILogger logger, string path);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Error, Message = "The message {Path} is not in its list yet")]
    internal static partial void NotTaken(this ILogger logger, Exception failure, string path);
}
