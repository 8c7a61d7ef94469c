using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony;

/// <summary>What this module logs, declared once.</summary>
internal static partial class TelephonyLog
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "Switchboard of {Company} lost the input {Input}")]
    internal static partial void InputLost(this ILogger logger, Exception failure, CompanyId company, SwitchboardInput input);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Error, Message = "Input {Input} did not reach the switchboard of {Company}")]
    internal static partial void InputNotDelivered(this ILogger logger, Exception failure, CompanyId company, SwitchboardInput input);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Error, Message = "Effect {Effect} of the switchboard of {Company} failed")]
    internal static partial void EffectFailed(this ILogger logger, Exception failure, CompanyId company, SwitchboardEffect effect);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Debug, Message = "{Event} of a line that nobody has open")]
    internal static partial void LineUnknown(this ILogger logger, Media.MediaEvent @event);

    [LoggerMessage(
        EventId = 4005,
        Level = LogLevel.Information,
        Message = "Lines are received at {Address}, UDP port {Port}; receive buffer {Bytes} bytes"
    )]
    internal static partial void MediaListening(this ILogger logger, IPAddress address, int port, int bytes);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Warning, Message = "No Opus: {Reason}. Lines speak G.722 and G.711")]
    internal static partial void OpusMissing(this ILogger logger, string reason);

    [LoggerMessage(EventId = 4007, Level = LogLevel.Error, Message = "The media thread failed on line {Line}, which is closed")]
    internal static partial void MediaFaulted(this ILogger logger, Exception failure, Guid line);

    [LoggerMessage(
        EventId = 4101,
        Level = LogLevel.Warning,
        Message = "Journal {Path} ended in {Bytes} bytes that a crash left half written; they are cut off"
    )]
    internal static partial void TornTailCut(this ILogger logger, string path, long bytes);

    [LoggerMessage(
        EventId = 4102,
        Level = LogLevel.Warning,
        Message = "Marten has the journal until {Fed}, but it ends at {End}: the data folder is an older one"
    )]
    internal static partial void JournalIsOlder(this ILogger logger, long fed, long end);

    [LoggerMessage(
        EventId = 4103,
        Level = LogLevel.Error,
        Message = "The journal can't be written; {Waiting} facts wait in memory and no new calls are placed"
    )]
    internal static partial void JournalNotWritten(this ILogger logger, Exception failure, int waiting);

    [LoggerMessage(
        EventId = 4104,
        Level = LogLevel.Error,
        Message = "Journal {Path} is damaged at {Position}; the {Bytes} bytes from there on can't be read"
    )]
    internal static partial void JournalDamaged(this ILogger logger, string path, long position, long bytes);

    [LoggerMessage(EventId = 4105, Level = LogLevel.Warning, Message = "The journal could not be fed to the database; next try in {Delay}")]
    internal static partial void FeedingFailed(this ILogger logger, Exception failure, TimeSpan delay);
}
