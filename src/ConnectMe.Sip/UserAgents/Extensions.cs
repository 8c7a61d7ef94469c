using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>What we say of ourselves in Allow, Supported and Accept, and what of it is refused when somebody needs more (RFC 3261 §8.2).</summary>
static class Extensions
{
    public const string Allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, REFER, INFO, PRACK, UPDATE";

    public const string Supported = "100rel, timer, replaces, norefersub";

    /// <summary>The same in a re-INVITE.</summary>
    public const string SupportedWithin = "timer, replaces, norefersub";

    public const string Accept = "application/sdp, application/dtmf-relay, application/dtmf, message/sipfrag";

    public const string Reliable = "100rel";

    public const string Timer = "timer";

    public const string Replaces = "replaces";

    public static bool Supports(SipMessage message, string option) =>
        message.Supported.Contains(option, StringComparer.OrdinalIgnoreCase) || Requires(message, option);

    public static bool Requires(SipMessage message, string option) => message.Require.Contains(option, StringComparer.OrdinalIgnoreCase);

    public static bool Allows(SipMessage message, SipMethod method) =>
        message.Headers.Elements("Allow").Contains(method.Name, StringComparer.Ordinal);

    /// <summary>The options that a request needs and we do not have: 420 (§8.2.2.3).</summary>
    public static IReadOnlyList<string> Unknown(SipRequest request) =>
        [.. request.Require.Where(option => !SupportedOptions.Contains(option, StringComparer.OrdinalIgnoreCase))];

    public static void AddTo(SipMessage message)
    {
        message.Headers.Set("Allow", Allow);
        message.Headers.Set("Supported", Supported);
    }

    static readonly string[] SupportedOptions = Supported.Split(", ");
}
