namespace ConnectMe.Sip.Events;

/// <summary>What may be subscribed to (RFC 6665 §7.2). Subscriptions that a REFER makes (RFC 3515) belong to its call and are not meant here.</summary>
public enum EventPackage
{
    /// <summary>RFC 4235: the calls of somebody, for the lamps of a phone.</summary>
    Dialog,

    /// <summary>RFC 3842: messages waiting.</summary>
    MessageSummary,

    /// <summary>RFC 3856.</summary>
    Presence,
}

static class EventPackages
{
    public const string AllowEvents = "dialog, message-summary, presence";

    public static string TokenOf(EventPackage package) =>
        package switch
        {
            EventPackage.Dialog => "dialog",
            EventPackage.MessageSummary => "message-summary",
            EventPackage.Presence => "presence",
            _ => throw new ArgumentOutOfRangeException(nameof(package)),
        };

    public static EventPackage? Read(string token) =>
        token.ToLowerInvariant() switch
        {
            "dialog" => EventPackage.Dialog,
            "message-summary" => EventPackage.MessageSummary,
            "presence" => EventPackage.Presence,
            _ => null,
        };

    public static string ContentTypeOf(EventPackage package) =>
        package switch
        {
            EventPackage.Dialog => "application/dialog-info+xml",
            EventPackage.MessageSummary => "application/simple-message-summary",
            EventPackage.Presence => "application/pidf+xml",
            _ => throw new ArgumentOutOfRangeException(nameof(package)),
        };

    /// <summary>How far apart notifications to one watcher stay: RFC 4235 §3.10, RFC 3842 §3.10, RFC 3856 §6.10.</summary>
    public static TimeSpan PaceOf(EventPackage package) => TimeSpan.FromSeconds(package == EventPackage.Presence ? 5 : 1);
}
