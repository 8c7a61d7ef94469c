namespace ConnectMe.Sip.Tests.Torture;

/// <summary>
/// What a torture message gets over real sockets from an endpoint that knows nobody. Well-formed requests of strangers are challenged; what RFC 3261 §8.2 has
/// looked at before that, is answered first.
/// </summary>
static class ExpectedAnswer
{
    /// <summary>The statuses in their order, with blanks between; "" is silence. By UDP and WebSocket, where a message ends where the datagram does.</summary>
    public static string ToMessage(TortureMessage message) =>
        message.Answer > 0 ? $"{message.Answer}" : Answers.GetValueOrDefault(message.Id, "");

    /// <summary>By TCP, where Content-Length says where a message ends. "close": the connection ends; "wait": the rest is waited for.</summary>
    public static string ToStream(TortureMessage message) => OnStreams.GetValueOrDefault(message.Id) ?? ToMessage(message);

    // csharpier-ignore
    static readonly Dictionary<string, string> Answers = new()
    {
        ["wsinv"] = "481", // it claims to be inside a dialog
        ["intmeth"] = "501",
        ["esc01"] = "401",
        ["escnull"] = "401",
        ["esc02"] = "501",
        ["lwsdisp"] = "200",
        ["longreq"] = "401",
        ["dblreq"] = "401",
        ["semiuri"] = "200",
        ["transports"] = "200",
        ["mpart01"] = "401",
        ["unreason"] = "",
        ["noreason"] = "",
        ["scalarlg"] = "",
        ["bigcode"] = "",
        ["baddate"] = "401",
        ["badbranch"] = "200",
        ["unkscm"] = "416",
        ["novelsc"] = "416",
        ["unksm2"] = "401",
        ["bext01"] = "420",
        ["invut"] = "415",
        ["regaut01"] = "401",
        ["bcast"] = "",
        ["zeromf"] = "200",
        ["cparam01"] = "401",
        ["cparam02"] = "401",
        ["regescrt"] = "401",
        ["sdp01"] = "406",
        ["inv2543"] = "401",
        ["ipv6-good"] = "401",
        ["port-ambiguous"] = "401",
        ["port-unambiguous"] = "401",
        ["via-received-param-with-delim"] = "481",
        ["via-received-param-no-delim"] = "200",
        ["ipv6-in-sdp"] = "401",
        ["mult-ip-in-header"] = "481",
        ["mult-ip-in-sdp"] = "401",
        ["ipv4-mapped-ipv6"] = "401",
        ["ipv6-bug-abnf-3-colons"] = "200",
        ["ipv6-correct-abnf-2-colons"] = "200",
    };

    static readonly Dictionary<string, string> OnStreams = new()
    {
        ["dblreq"] = "401 401 close", // a second request, whose Content-Length then takes the beginning of the next message
        ["clerr"] = "wait",
        ["ncl"] = "400 close",
        ["mcl01"] = "400 close",
        ["inv2543"] = "400 close", // RFC 3261 §18.3: on a stream Content-Length is not optional
    };
}
