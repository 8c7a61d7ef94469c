using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SettingUp;

/// <summary>The one place where the token is told.</summary>
internal static partial class SetUpLog
{
    [LoggerMessage(
        EventId = 1120,
        Level = LogLevel.Warning,
        Message = "Nobody has set up this installation yet. Open /set-up in a browser; the one-time code is {Token}"
    )]
    internal static partial void SetUpAwaited(this ILogger logger, string token);

    [LoggerMessage(EventId = 1121, Level = LogLevel.Warning, Message = "A wrong one-time code for the set-up from {Address}")]
    internal static partial void WrongSetUpToken(this ILogger logger, string address);

    [LoggerMessage(EventId = 1122, Level = LogLevel.Information, Message = "Company {Company} set up by {User} from {Address}")]
    internal static partial void SetUpDone(this ILogger logger, Guid company, Guid user, string address);
}
