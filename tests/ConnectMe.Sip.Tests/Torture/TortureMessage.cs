using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.Torture;

/// <summary>One of RFC 4475 or RFC 5118, and what our parser is to make of it.</summary>
/// <param name="Answer">The status that a malformed one is answered with; 0 when it is dropped or well-formed.</param>
public sealed record TortureMessage(string Rfc, string Section, string Id, MalformedReason Reason, int Answer)
{
    // csharpier-ignore
    public static readonly TortureMessage[] All =
    [
        WellFormed("3.1.1.1", "wsinv"),
        WellFormed("3.1.1.2", "intmeth"),
        WellFormed("3.1.1.3", "esc01"),
        WellFormed("3.1.1.4", "escnull"),
        WellFormed("3.1.1.5", "esc02"),
        WellFormed("3.1.1.6", "lwsdisp"),
        WellFormed("3.1.1.7", "longreq"),
        WellFormed("3.1.1.8", "dblreq"),
        WellFormed("3.1.1.9", "semiuri"),
        WellFormed("3.1.1.10", "transports"),
        WellFormed("3.1.1.11", "mpart01"),
        WellFormed("3.1.1.12", "unreason"),
        WellFormed("3.1.1.13", "noreason"),
        Malformed("3.1.2.1", "badinv01", MalformedReason.Via, 400),
        Malformed("3.1.2.2", "clerr", MalformedReason.BodyCut, 400),
        Malformed("3.1.2.3", "ncl", MalformedReason.ContentLength, 400),
        Malformed("3.1.2.4", "scalar02", MalformedReason.CSeq, 400),
        Malformed("3.1.2.5", "scalarlg", MalformedReason.CSeq, 0),
        Malformed("3.1.2.6", "quotbal", MalformedReason.To, 400),
        Malformed("3.1.2.7", "ltgtruri", MalformedReason.RequestUri, 400),
        Malformed("3.1.2.8", "lwsruri", MalformedReason.RequestLine, 400),
        Malformed("3.1.2.9", "lwsstart", MalformedReason.RequestLine, 400),
        Malformed("3.1.2.10", "trws", MalformedReason.RequestLine, 400),
        Malformed("3.1.2.11", "escruri", MalformedReason.RequestUri, 400),
        WellFormed("3.1.2.12", "baddate"), // we look at no Date
        Malformed("3.1.2.13", "regbadct", MalformedReason.Contact, 400),
        Malformed("3.1.2.14", "badaspec", MalformedReason.To, 400),
        Malformed("3.1.2.15", "baddn", MalformedReason.From, 400),
        Malformed("3.1.2.16", "badvers", MalformedReason.VersionUnknown, 505),
        Malformed("3.1.2.17", "mismatch01", MalformedReason.CSeqMethod, 400),
        Malformed("3.1.2.18", "mismatch02", MalformedReason.CSeqMethod, 400),
        Malformed("3.1.2.19", "bigcode", MalformedReason.StatusLine, 0),
        WellFormed("3.2.1", "badbranch"), // matched as RFC 2543 does
        Malformed("3.3.1", "insuf", MalformedReason.FromMissing, 400),
        WellFormed("3.3.2", "unkscm"),
        WellFormed("3.3.3", "novelsc"),
        WellFormed("3.3.4", "unksm2"),
        WellFormed("3.3.5", "bext01"),
        WellFormed("3.3.6", "invut"),
        WellFormed("3.3.7", "regaut01"),
        Malformed("3.3.8", "multi01", MalformedReason.CSeqTwice, 400),
        Malformed("3.3.9", "mcl01", MalformedReason.ContentLengthTwice, 400),
        WellFormed("3.3.10", "bcast"),
        WellFormed("3.3.11", "zeromf"),
        WellFormed("3.3.12", "cparam01"),
        WellFormed("3.3.13", "cparam02"),
        WellFormed("3.3.14", "regescrt"),
        WellFormed("3.3.15", "sdp01"),
        WellFormed("3.4.1", "inv2543"),
        WithIpv6("4.1", "ipv6-good"),
        WithIpv6("4.2", "ipv6-bad", MalformedReason.RequestUri, 400),
        WithIpv6("4.3", "port-ambiguous"),
        WithIpv6("4.4", "port-unambiguous"),
        WithIpv6("4.5", "via-received-param-with-delim"),
        WithIpv6("4.5", "via-received-param-no-delim"),
        WithIpv6("4.6", "ipv6-in-sdp"),
        WithIpv6("4.7", "mult-ip-in-header"),
        WithIpv6("4.8", "mult-ip-in-sdp"),
        WithIpv6("4.9", "ipv4-mapped-ipv6"),
        WithIpv6("4.10", "ipv6-bug-abnf-3-colons"),
        WithIpv6("4.10", "ipv6-correct-abnf-2-colons"),
    ];

    public byte[] Bytes => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Torture", Rfc, $"{Id}.dat"));

    public static byte[] BytesOf(string id) => All.Single(message => message.Id == id).Bytes;

    static TortureMessage WellFormed(string section, string id) => new("rfc4475", section, id, MalformedReason.None, 0);

    static TortureMessage Malformed(string section, string id, MalformedReason reason, int answer) =>
        new("rfc4475", section, id, reason, answer);

    static TortureMessage WithIpv6(string section, string id, MalformedReason reason = MalformedReason.None, int answer = 0) =>
        new("rfc5118", section, id, reason, answer);
}
