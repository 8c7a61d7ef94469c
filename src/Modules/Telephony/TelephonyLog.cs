using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Media;
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

    [LoggerMessage(
        EventId = 4008,
        Level = LogLevel.Warning,
        Message = "TCP port {Port} is not received ({Reason}): browsers that UDP does not get through for have no sound"
    )]
    internal static partial void MediaWithoutTcp(this ILogger logger, int port, string reason);

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
        Message = "At {Position} of the journal lie {Bytes} bytes that can't go to the database, because {Reason}; they are kept in {Path}"
    )]
    internal static partial void JournalSetAside(this ILogger logger, long position, int bytes, string path, string reason);

    [LoggerMessage(
        EventId = 4106,
        Level = LogLevel.Error,
        Message = "At {Position} of the journal lies what can't go to the database, because {Reason}, and could not be kept in a file: {Base64}"
    )]
    internal static partial void JournalNotSetAside(this ILogger logger, Exception failure, long position, string base64, string reason);

    [LoggerMessage(
        EventId = 4107,
        Level = LogLevel.Error,
        Message = "The journal could not be brought to the disk; tried again in a second"
    )]
    internal static partial void JournalNotFlushed(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4105, Level = LogLevel.Warning, Message = "The journal could not be fed to the database; next try in {Delay}")]
    internal static partial void FeedingFailed(this ILogger logger, Exception failure, TimeSpan delay);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Information, Message = "SIP is received over {Protocol} at {Address}, port {Port}")]
    internal static partial void SipListening(this ILogger logger, string protocol, IPAddress address, int port);

    [LoggerMessage(
        EventId = 4202,
        Level = LogLevel.Error,
        Message = "SIP is not open, so phones and trunks are not reached: {Reason}. Set Sip:Port to another port, or stop the program that has it"
    )]
    internal static partial void SipNotOpened(this ILogger logger, Exception failure, string reason);

    [LoggerMessage(EventId = 4203, Level = LogLevel.Error, Message = "The SIP event {Event} failed")]
    internal static partial void SipEventFailed(this ILogger logger, Exception failure, string @event);

    [LoggerMessage(EventId = 4204, Level = LogLevel.Error, Message = "The signalling loop failed on a message; it goes on with the next")]
    internal static partial void SipFaulted(this ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 4205,
        Level = LogLevel.Warning,
        Message = "Where {Count} phones are registered could not be stored; next try in {Delay}"
    )]
    internal static partial void BindingsNotWritten(this ILogger logger, Exception failure, int count, TimeSpan delay);

    [LoggerMessage(
        EventId = 4206,
        Level = LogLevel.Error,
        Message = "Where phones were registered could not be read: they are reached when they come again"
    )]
    internal static partial void BindingsNotRead(this ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 4207,
        Level = LogLevel.Warning,
        Message = "Phones and trunks could not be read; what was known stays in force"
    )]
    internal static partial void DirectoryNotRead(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4208, Level = LogLevel.Warning, Message = "DNS knows no address of the trunk's server {Host}")]
    internal static partial void TrunkNotFound(this ILogger logger, Exception failure, string host);

    [LoggerMessage(EventId = 4209, Level = LogLevel.Warning, Message = "A {Kind} answered a call with media that can't be used: {Reason}")]
    internal static partial void AnswerNotAcceptable(this ILogger logger, Domain.DeviceKind kind, string reason);

    [LoggerMessage(EventId = 4212, Level = LogLevel.Warning, Message = "The lamps that watch {Person} could not be set")]
    internal static partial void LampNotLit(this ILogger logger, Exception failure, UserId person);

    [LoggerMessage(EventId = 4213, Level = LogLevel.Warning, Message = "The pages of company {Company} were not told that lines changed")]
    internal static partial void LinesNotTold(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(
        EventId = 4012,
        Level = LogLevel.Warning,
        Message = "The changed configuration of company {Company} could not be read yet"
    )]
    internal static partial void ConfigurationNotRead(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(EventId = 4019, Level = LogLevel.Warning, Message = "The changed people of company {Company} could not be read yet")]
    internal static partial void PeopleNotRead(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(
        EventId = 4013,
        Level = LogLevel.Warning,
        Message = "User {User} of company {Company} may not call outside now: {Cause}"
    )]
    internal static partial void OutsideCallRefused(this ILogger logger, UserId user, CompanyId company, NoticeCause cause);

    [LoggerMessage(EventId = 4014, Level = LogLevel.Error, Message = "Company {Company} was not told of the alarm {Kind}")]
    internal static partial void AlarmNotRaised(this ILogger logger, Exception failure, CompanyId company, string kind);

    [LoggerMessage(
        EventId = 4015,
        Level = LogLevel.Warning,
        Message = "What company {Company} called in the last day is not known yet, so caps begin at nothing: {Reason}"
    )]
    internal static partial void CallsNotRemembered(this ILogger logger, CompanyId company, string reason);

    [LoggerMessage(
        EventId = 4016,
        Level = LogLevel.Warning,
        Message = "User {User} of company {Company} brought a cap on calls outside to 80 %: {Cause}"
    )]
    internal static partial void CapIsNear(this ILogger logger, UserId user, CompanyId company, NoticeCause cause);

    [LoggerMessage(EventId = 4017, Level = LogLevel.Error, Message = "No recording for user {User} of company {Company}: {Cause}")]
    internal static partial void CallNotRecorded(this ILogger logger, UserId user, CompanyId company, NoticeCause cause);

    [LoggerMessage(
        EventId = 4018,
        Level = LogLevel.Information,
        Message = "Recording {Recording} of company {Company} ended ({Why}): {Length}, {Bytes} bytes"
    )]
    internal static partial void RecordingEnded(
        this ILogger logger,
        Guid recording,
        CompanyId company,
        RecordingEnd why,
        TimeSpan length,
        long bytes
    );

    [LoggerMessage(EventId = 4401, Level = LogLevel.Warning, Message = "The push service {Host} refused a message with {Status}")]
    internal static partial void PushRefused(this ILogger logger, string host, int status);

    [LoggerMessage(EventId = 4402, Level = LogLevel.Warning, Message = "The push service {Host} was not reached: {Reason}")]
    internal static partial void PushNotSent(this ILogger logger, string host, string reason);

    [LoggerMessage(
        EventId = 4403,
        Level = LogLevel.Warning,
        Message = "The browsers of {User} of company {Company} could not be forgotten"
    )]
    internal static partial void PushNotForgotten(this ILogger logger, Exception failure, UserId user, CompanyId company);

    [LoggerMessage(EventId = 4404, Level = LogLevel.Warning, Message = "{User} of company {Company} could not be woken for a call")]
    internal static partial void NotWoken(this ILogger logger, Exception failure, UserId user, CompanyId company);

    [LoggerMessage(
        EventId = 4301,
        Level = LogLevel.Warning,
        Message = "The open pages of {Company} were not told of its new configuration: {Reason}"
    )]
    internal static partial void ChangeNotAnnounced(this ILogger logger, CompanyId company, string reason);

    [LoggerMessage(EventId = 4401, Level = LogLevel.Information, Message = "{Count} calls of before the restart go on")]
    internal static partial void CallsTakenUp(this ILogger logger, int count);

    [LoggerMessage(EventId = 4402, Level = LogLevel.Warning, Message = "SIP is not open: calls of before the restart go on without phones")]
    internal static partial void CallsTakenUpWithoutSip(this ILogger logger);

    [LoggerMessage(EventId = 4403, Level = LogLevel.Warning, Message = "What {Path} has of a call can't be read: it does not go on")]
    internal static partial void KeptFileNotRead(this ILogger logger, string path);

    [LoggerMessage(EventId = 4404, Level = LogLevel.Error, Message = "{Name} was not written: that call would not outlive a crash")]
    internal static partial void CallNotKept(this ILogger logger, Exception failure, string name);

    [LoggerMessage(EventId = 4405, Level = LogLevel.Information, Message = "No new calls: {Count} that run may do so for {Limit} more")]
    internal static partial void CallsDrain(this ILogger logger, int count, TimeSpan limit);

    [LoggerMessage(EventId = 4406, Level = LogLevel.Warning, Message = "{Count} calls run still and are hung up")]
    internal static partial void CallsCutOff(this ILogger logger, int count);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Warning, Message = "Whose calls the people of {Company} turn away could not be read")]
    internal static partial void ScreeningsNotRead(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(
        EventId = 4304,
        Level = LogLevel.Warning,
        Message = "How calls to the people of {Company} are treated could not be read"
    )]
    internal static partial void CallFlowsNotRead(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(
        EventId = 4303,
        Level = LogLevel.Information,
        Message = "Call {Call} to user {User} of company {Company} was turned away: {Cause}"
    )]
    internal static partial void CallTurnedAway(this ILogger logger, CallId call, UserId user, CompanyId company, ScreeningCause cause);

    [LoggerMessage(
        EventId = 4020,
        Level = LogLevel.Warning,
        Message = "That {Company} reached the media port from outside is not kept yet: {Reason}"
    )]
    internal static partial void ReachNotKept(this ILogger logger, CompanyId company, string reason);

    [LoggerMessage(EventId = 4305, Level = LogLevel.Warning, Message = "Whose calls applications of {Company} take could not be read")]
    internal static partial void ApplicationsNotRead(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(EventId = 4306, Level = LogLevel.Error, Message = "A call of {Company} was led to {Application}, which is not there")]
    internal static partial void ApplicationUnknown(this ILogger logger, string application, CompanyId company);

    [LoggerMessage(EventId = 4307, Level = LogLevel.Error, Message = "{Application} failed in a call of {Company}: the call ends")]
    internal static partial void ScriptFailed(this ILogger logger, Exception failure, string application, CompanyId company);

    [LoggerMessage(
        EventId = 4308,
        Level = LogLevel.Warning,
        Message = "Conference room {Room} of {Company}: {Caller} keyed in wrong PINs until there were too many; the call ends"
    )]
    internal static partial void RoomPinsWrong(this ILogger logger, string room, CompanyId company, string caller);

    [LoggerMessage(
        EventId = 4316,
        Level = LogLevel.Error,
        Message = "The sound {Sound} of {Company} cannot be played ({Reason}): what is shipped is played instead"
    )]
    internal static partial void SoundNotRead(this ILogger logger, string sound, CompanyId company, string reason);

    [LoggerMessage(
        EventId = 4317,
        Level = LogLevel.Warning,
        Message = "The music of {Company} could not be read: what is shipped is played instead"
    )]
    internal static partial void MusicNotRead(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(EventId = 4310, Level = LogLevel.Warning, Message = "The queues of {Company} could not be read")]
    internal static partial void QueuesNotRead(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(
        EventId = 4311,
        Level = LogLevel.Information,
        Message = "Agent {Agent} is paused in queue {Queue} of {Company}: they did not answer"
    )]
    internal static partial void AgentPaused(this ILogger logger, UserId agent, Guid queue, CompanyId company);
}
