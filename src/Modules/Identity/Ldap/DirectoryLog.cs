using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Ldap;

/// <summary>What is logged about a company's directory: never a password, nor a name that somebody typed.</summary>
internal static partial class DirectoryLog
{
    [LoggerMessage(
        EventId = 1901,
        Level = LogLevel.Error,
        Message = "Server {Server} of the directory of company {Company} cannot be asked: {Fault} {About} {Detail}"
    )]
    internal static partial void ServerAway(
        this ILogger logger,
        Guid company,
        DirectoryServer server,
        DirectoryFaultKind fault,
        string about,
        string detail
    );

    [LoggerMessage(EventId = 1902, Level = LogLevel.Warning, Message = "The directory of company {Company} refuses user {User}: {Fault}")]
    internal static partial void DirectoryRefused(this ILogger logger, Guid company, Guid? user, DirectoryFaultKind fault);

    [LoggerMessage(
        EventId = 1903,
        Level = LogLevel.Warning,
        Message = "Too many wrong passwords of user {User} of company {Company} from browsers that do not know them: the directory is not asked"
    )]
    internal static partial void DirectorySpared(this ILogger logger, Guid company, Guid? user);

    [LoggerMessage(
        EventId = 1904,
        Level = LogLevel.Information,
        Message = "User {User} of company {Company} is linked to entry {Entry} of its directory at their first sign-in; made for it: {IsNew}"
    )]
    internal static partial void LinkedAtSignIn(this ILogger logger, Guid company, Guid user, string entry, bool isNew);

    [LoggerMessage(
        EventId = 1905,
        Level = LogLevel.Warning,
        Message = "Entry {Entry} of the directory of company {Company} gets no account: {Reason}"
    )]
    internal static partial void NoAccountMade(this ILogger logger, Guid company, string entry, string reason);

    [LoggerMessage(
        EventId = 1906,
        Level = LogLevel.Information,
        Message = "User {User} of company {Company} is deactivated: {Reason} in its directory"
    )]
    internal static partial void GoneDeactivated(this ILogger logger, CompanyId company, Guid user, DirectoryFaultKind reason);

    [LoggerMessage(
        EventId = 1907,
        Level = LogLevel.Error,
        Message = "{Gone} of {Linked} linked people of company {Company} seem to be gone from its directory: too many to believe, nobody is deactivated"
    )]
    internal static partial void TooManyGone(this ILogger logger, CompanyId company, int gone, int linked);

    [LoggerMessage(EventId = 1908, Level = LogLevel.Error, Message = "The nightly look at a directory failed")]
    internal static partial void NightlyLookFailed(this ILogger logger, Exception failure);
}
