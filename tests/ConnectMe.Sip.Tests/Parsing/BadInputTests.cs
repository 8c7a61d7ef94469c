using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.Parsing;

/// <summary>What scanners and broken devices send, line by line.</summary>
public class BadInputTests
{
    const string Good =
        "OPTIONS sip:user@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nMax-Forwards: 70\r\nFrom: <sip:a@example.com>;tag=1\r\n"
        + "To: <sip:b@example.com>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("", MalformedReason.KeepAlive)]
    [InlineData("\r\n", MalformedReason.KeepAlive)]
    [InlineData("\r\n\r\n", MalformedReason.KeepAlive)]
    [InlineData("\0\0\0\0", MalformedReason.NotSip)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", MalformedReason.NotSip)]
    [InlineData("\x16\x03\x01\x02\0\x01\0\r\n", MalformedReason.NotSip)]
    [InlineData("\0\x01\0\0\x21\x12\xA4\x42", MalformedReason.NotSip)]
    [InlineData("SIP/2.0", MalformedReason.NotSip)]
    [InlineData("SIP/2.0 99 Low\r\n\r\n", MalformedReason.StatusLine)]
    [InlineData("SIP/2.0 2000 High\r\n\r\n", MalformedReason.StatusLine)]
    [InlineData("SIP/3.0 200 OK\r\n\r\n", MalformedReason.VersionUnknown)]
    [InlineData("INVITE sip:a@b SIP/2.0\r\n", MalformedReason.HeadersNotTerminated)]
    [InlineData("INVITE sip:a@b SIP/2.0\r\n\r\n", MalformedReason.ViaMissing)]
    public void What_is_no_message_is_told_apart(string bytes, MalformedReason reason) => Assert.Equal(reason, Read(bytes));

    [Theory]
    [InlineData("Content-Length: 0", "Content-Length: +5", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 0", "Content-Length: 5 5", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 0", "Content-Length: 0x5", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 0", "Content-Length: 1e3", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 0", "Content-Length:", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 0", "Content-Length: 2147483648", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 0", "Content-Length: 9223372036854775808", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 0", "Content-Length: 2147483647", MalformedReason.BodyTooLong)]
    [InlineData("Content-Length: 0", "Content-Length: 0\r\nl: 0", MalformedReason.ContentLengthTwice)]
    [InlineData("Content-Length: 0", "Content-Length: 1", MalformedReason.BodyCut)]
    [InlineData("CSeq: 1 ", "CSeq: 2147483648 ", MalformedReason.CSeq)]
    [InlineData("CSeq: 1 ", "CSeq: -1 ", MalformedReason.CSeq)]
    [InlineData("CSeq: 1 ", "CSeq: ", MalformedReason.CSeq)]
    [InlineData("CSeq: 1 OPTIONS", "CSeq: 1", MalformedReason.CSeq)]
    [InlineData("CSeq: 1 OPTIONS", "CSeq: 1 options", MalformedReason.CSeqMethod)]
    [InlineData("Call-ID: c", "Call-ID:", MalformedReason.CallId)]
    [InlineData("Call-ID: c", "Call-ID: c d", MalformedReason.CallId)]
    [InlineData("tag=1", "tag=", MalformedReason.From)]
    [InlineData("To: <sip:b@example.com>", "To: <sip:b@example.com>, <sip:c@example.com>", MalformedReason.To)]
    [InlineData("To: <sip:b@example.com>", "To: <sip:b@@example.com>", MalformedReason.To)]
    [InlineData("To: <sip:b@example.com>", "To: <sip:%zz@example.com>", MalformedReason.To)]
    [InlineData("To: <sip:b@example.com>", "To: <sip:%C3%28@example.com>", MalformedReason.To)]
    [InlineData("To: <sip:b@example.com>", "To: <sip:b@example.com:99999>", MalformedReason.To)]
    [InlineData("To: <sip:b@example.com>", "To: <sip:b@[::1>", MalformedReason.To)]
    [InlineData("To: <sip:b@example.com>", "To: sip:b@example.com?x=y", MalformedReason.To)]
    [InlineData("SIP/2.0/UDP 192.0.2.1", "SIP/2.0/UDP192.0.2.1", MalformedReason.Via)]
    [InlineData("SIP/2.0/UDP 192.0.2.1", "SIP/2.0/UDP 192.0.2.1:70000", MalformedReason.Via)]
    [InlineData("Max-Forwards: 70", "Max-Forwards", MalformedReason.HeaderWithoutName)]
    [InlineData("Max-Forwards: 70", ": 70", MalformedReason.HeaderWithoutName)]
    [InlineData("Max-Forwards: 70", "Max Forwards: 70", MalformedReason.HeaderWithoutName)]
    [InlineData("Max-Forwards: 70", "Subject: a\nb", MalformedReason.ControlCharacter)]
    [InlineData("Max-Forwards: 70", "Subject: a\rb", MalformedReason.ControlCharacter)]
    [InlineData("Max-Forwards: 70", "Subject: a\0b", MalformedReason.ControlCharacter)]
    [InlineData("Max-Forwards: 70", "Contact: <sip:a@b>;;x", MalformedReason.Contact)]
    [InlineData("Max-Forwards: 70", "Route: sip:", MalformedReason.Route)]
    [InlineData("Max-Forwards: 70", "Record-Route: <sip:a@b", MalformedReason.RecordRoute)]
    [InlineData("Max-Forwards: 70", "Max-Forwards: 70\r\nMax-Forwards: 70", MalformedReason.MaxForwardsTwice)]
    [InlineData("sip:user@example.com SIP", "sip: SIP", MalformedReason.RequestUri)]
    [InlineData("sip:user@example.com SIP", "user@example.com SIP", MalformedReason.RequestUri)]
    [InlineData("sip:user@example.com SIP/2.0", "sip:user@example.com SIP/", MalformedReason.RequestLine)]
    [InlineData("sip:user@example.com SIP/2.0", "SIP/2.0", MalformedReason.RequestLine)]
    public void Each_mistake_has_its_own_reason(string was, string instead, MalformedReason reason)
    {
        Assert.Equal(MalformedReason.None, Read(Good));
        Assert.Equal(reason, Read(Good.Replace(was, instead, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Max-Forwards: 256", null)]
    [InlineData("Max-Forwards: -1", null)]
    [InlineData("Max-Forwards: many", null)]
    [InlineData("Max-Forwards: 255", 255)]
    [InlineData("Max-Forwards: 0", 0)]
    public void A_number_out_of_range_that_has_a_default_counts_as_not_there(string header, int? hops)
    {
        MessageReader.Read(Bytes(Good.Replace("Max-Forwards: 70", header, StringComparison.Ordinal)), out var message);

        Assert.Equal(hops, Assert.IsType<SipRequest>(message).MaxForwards);
    }

    [Theory]
    [InlineData(300, "X-{0}: y\r\n", MalformedReason.TooManyHeaders)]
    [InlineData(101, "Via: SIP/2.0/UDP a{0}\r\n", MalformedReason.TooManyValues)]
    [InlineData(101, "Record-Route: <sip:a{0};lr>\r\n", MalformedReason.TooManyValues)]
    [InlineData(4_000, "X: {0}\r\n", MalformedReason.HeaderTooLong)]
    public void Nothing_comes_without_a_limit_to_its_number(int count, string header, MalformedReason reason)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(index => string.Format(null, header, index)));

        Assert.Equal(reason, Read(Good.Replace("Max-Forwards: 70\r\n", headers, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_comes_without_a_limit_to_its_length()
    {
        Assert.Equal(MalformedReason.HeaderTooLong, WithHeader($"Subject: {new string('a', 9_000)}"));
        Assert.Equal(MalformedReason.HeaderTooLong, WithHeader("Subject: " + string.Concat(Enumerable.Repeat("\r\n a", 3_000))));
        Assert.Equal(MalformedReason.HeaderNameTooLong, WithHeader($"{new string('a', 300)}: b"));
        Assert.Equal(MalformedReason.StartLineTooLong, Read(Good.Replace("user@", new string('u', 5_000) + "@", StringComparison.Ordinal)));
        Assert.Equal(MalformedReason.MessageTooLong, Read(Good + new string('a', 66_000)));
        Assert.Equal(MalformedReason.Contact, WithHeader("Contact: <sip:a@b>" + string.Concat(Enumerable.Repeat(";a", 65))));
    }

    [Fact]
    public void What_a_malformed_request_is_answered_with_says_what_could_be_made_out()
    {
        var reason = MessageReader.Read(Bytes(Good.Replace("CSeq: 1 ", "CSeq: x ", StringComparison.Ordinal)), out _, out var malformed);

        var answer = MalformedAnswer.To(malformed, reason, "t")!;

        Assert.Equal((400, "Bad Request (CSeq)"), (answer.StatusCode, answer.ReasonPhrase));
        Assert.Equal(("c", "1", "t", "z9hG4bK1"), (answer.CallId, answer.From.Tag, answer.To.Tag, answer.TopVia.Branch));
        Assert.Equal("x OPTIONS", answer.Headers["CSeq"]);
    }

    [Fact]
    public void A_malformed_ACK_or_response_is_never_answered()
    {
        MessageReader.Read(
            Bytes(Good.Replace("OPTIONS", "ACK", StringComparison.Ordinal).Replace("tag=1", "tag=", StringComparison.Ordinal)),
            out _,
            out var ack
        );
        MessageReader.Read(
            Bytes(
                Good.Replace("OPTIONS sip:user@example.com SIP/2.0", "SIP/2.0 200 OK", StringComparison.Ordinal)
                    .Replace("tag=1", "tag=", StringComparison.Ordinal)
            ),
            out _,
            out var response
        );

        Assert.Null(MalformedAnswer.To(ack, MalformedReason.From, "t"));
        Assert.Null(response);
    }

    static MalformedReason WithHeader(string header) => Read(Good.Replace("Max-Forwards: 70", header, StringComparison.Ordinal));

    static MalformedReason Read(string text) => MessageReader.Read(Bytes(text), out _);

    static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
