using System.Collections.Frozen;
using System.Text;

namespace ConnectMe.Sip.Messages;

/// <summary>The names that we know, as they are written. Any other name is a header all the same.</summary>
public static class HeaderName
{
    public const string Accept = "Accept";
    public const string AcceptEncoding = "Accept-Encoding";
    public const string AcceptLanguage = "Accept-Language";
    public const string AlertInfo = "Alert-Info";
    public const string Allow = "Allow";
    public const string AllowEvents = "Allow-Events";
    public const string AuthenticationInfo = "Authentication-Info";
    public const string Authorization = "Authorization";
    public const string CallId = "Call-ID";
    public const string CallInfo = "Call-Info";
    public const string Contact = "Contact";
    public const string ContentDisposition = "Content-Disposition";
    public const string ContentEncoding = "Content-Encoding";
    public const string ContentLanguage = "Content-Language";
    public const string ContentLength = "Content-Length";
    public const string ContentType = "Content-Type";
    public const string CSeq = "CSeq";
    public const string Date = "Date";
    public const string Diversion = "Diversion";
    public const string ErrorInfo = "Error-Info";
    public const string Event = "Event";
    public const string Expires = "Expires";
    public const string FlowTimer = "Flow-Timer";
    public const string From = "From";
    public const string HistoryInfo = "History-Info";
    public const string InReplyTo = "In-Reply-To";
    public const string Join = "Join";
    public const string MaxForwards = "Max-Forwards";
    public const string MimeVersion = "MIME-Version";
    public const string MinExpires = "Min-Expires";
    public const string MinSE = "Min-SE";
    public const string Organization = "Organization";
    public const string PAssertedIdentity = "P-Asserted-Identity";
    public const string PPreferredIdentity = "P-Preferred-Identity";
    public const string Path = "Path";
    public const string Priority = "Priority";
    public const string Privacy = "Privacy";
    public const string ProxyAuthenticate = "Proxy-Authenticate";
    public const string ProxyAuthorization = "Proxy-Authorization";
    public const string ProxyRequire = "Proxy-Require";
    public const string RAck = "RAck";
    public const string Reason = "Reason";
    public const string RecordRoute = "Record-Route";
    public const string ReferredBy = "Referred-By";
    public const string ReferSub = "Refer-Sub";
    public const string ReferTo = "Refer-To";
    public const string RemotePartyId = "Remote-Party-ID";
    public const string Replaces = "Replaces";
    public const string ReplyTo = "Reply-To";
    public const string RequestDisposition = "Request-Disposition";
    public const string Require = "Require";
    public const string RetryAfter = "Retry-After";
    public const string Route = "Route";
    public const string RSeq = "RSeq";
    public const string Server = "Server";
    public const string ServiceRoute = "Service-Route";
    public const string SessionExpires = "Session-Expires";
    public const string SipETag = "SIP-ETag";
    public const string SipIfMatch = "SIP-If-Match";
    public const string Subject = "Subject";
    public const string SubscriptionState = "Subscription-State";
    public const string Supported = "Supported";
    public const string Timestamp = "Timestamp";
    public const string To = "To";
    public const string Unsupported = "Unsupported";
    public const string UserAgent = "User-Agent";
    public const string Via = "Via";
    public const string Warning = "Warning";
    public const string WwwAuthenticate = "WWW-Authenticate";

    /// <summary>RFC 3261 §7.3.3 and the registry of header fields.</summary>
    static readonly (string Compact, string Name)[] CompactForms =
    [
        ("a", "Accept-Contact"),
        ("b", ReferredBy),
        ("c", ContentType),
        ("d", RequestDisposition),
        ("e", ContentEncoding),
        ("f", From),
        ("i", CallId),
        ("j", "Reject-Contact"),
        ("k", Supported),
        ("l", ContentLength),
        ("m", Contact),
        ("o", Event),
        ("r", ReferTo),
        ("s", Subject),
        ("t", To),
        ("u", AllowEvents),
        ("v", Via),
        ("x", SessionExpires),
        ("y", "Identity"),
    ];

    static readonly FrozenDictionary<string, string> Known = typeof(HeaderName)
        .GetFields()
        .Select(field => string.Intern((string)field.GetRawConstantValue()!)) // the same strings as the constants: they are compared by reference
        .Select(name => (Key: name, Name: name))
        .Concat(CompactForms.Select(form => (form.Compact, string.Intern(form.Name))))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The same by a hash of bytes: this is asked once per header of every message.</summary>
    static readonly KeyValuePair<string, string>[][] Buckets =
    [
        .. Enumerable
            .Range(0, BucketCount)
            .Select(bucket => Known.Where(pair => BucketOf(Encoding.ASCII.GetBytes(pair.Key)) == bucket).ToArray()),
    ];

    const int BucketCount = 256;

    /// <summary>The full form of a known name, always the same string; another name as it is.</summary>
    internal static string Full(string name) => Known.GetValueOrDefault(name, name);

    internal static string Full(ReadOnlySpan<byte> name)
    {
        foreach (var (known, full) in Buckets[BucketOf(name)])
        {
            if (known.Length == name.Length && Ascii.EqualsIgnoreCase(name, known))
            {
                return full;
            }
        }

        return Encoding.Latin1.GetString(name);
    }

    /// <summary>Length and the ends tell nearly all of them apart; bit 5 is what upper and lower case differ in.</summary>
    static int BucketOf(ReadOnlySpan<byte> name) =>
        ((name.Length * 37) + ((name[0] | 0x20) * 7) + (name[^1] | 0x20) + (name[name.Length / 2] | 0x20)) % BucketCount;
}
