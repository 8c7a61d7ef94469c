namespace ConnectMe.Host.Web;

/// <summary>What is logged of requests that no page or script of ours makes.</summary>
internal static partial class RefusedRequests
{
    [LoggerMessage(
        EventId = 1491,
        Level = LogLevel.Warning,
        Message = "{Method} {Path} from {Address} was refused: it came from another site ({Origin})"
    )]
    internal static partial void OfAnotherSite(this ILogger logger, string method, string path, string address, string origin);

    [LoggerMessage(
        EventId = 1492,
        Level = LogLevel.Warning,
        Message = "{Method} {Path} from {Address} was refused: it had no token of a page"
    )]
    internal static partial void WithoutToken(this ILogger logger, string method, string path, string address);

    [LoggerMessage(
        EventId = 1493,
        Level = LogLevel.Warning,
        Message = "{Method} {Path} from {Address} was refused: there is a NUL in it, or its form cannot be read"
    )]
    internal static partial void WithNul(this ILogger logger, string method, string path, string address);
}
