using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Bench;

/// <summary>An INVITE with SDP as a desk phone behind a proxy sends it: some 1 KB. Every message is checked as a whole; what is read of it costs on top.</summary>
public class SipBenchmark
{
    const string Sdp =
        "v=0\r\no=- 20518 0 IN IP4 203.0.113.1\r\ns=-\r\nc=IN IP4 203.0.113.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 9 8 0 101\r\n"
        + "a=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=sendrecv\r\n";

    readonly byte[] _invite = Encoding.UTF8.GetBytes(
        "INVITE sip:+31201234567@pbx.example.com;user=phone SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK8b1c.9d0f2c1e;rport\r\n"
            + "Via: SIP/2.0/UDP 192.168.1.40:5062;branch=z9hG4bK776asdhds;received=203.0.113.9\r\n"
            + "Max-Forwards: 69\r\n"
            + "From: \"Alice Liddell\" <sip:d-7k2m@pbx.example.com>;tag=1928301774\r\n"
            + "To: <sip:+31201234567@pbx.example.com;user=phone>\r\n"
            + "Call-ID: a84b4c76e66710@192.168.1.40\r\n"
            + "CSeq: 314159 INVITE\r\n"
            + "Contact: <sip:d-7k2m@192.168.1.40:5062>;+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000A95A0E128>\"\r\n"
            + "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY, REFER, UPDATE, INFO, PRACK\r\n"
            + "Supported: replaces, timer, 100rel\r\n"
            + "User-Agent: Desk Phone 9.1\r\n"
            + "Content-Type: application/sdp\r\n"
            + $"Content-Length: {Sdp.Length}\r\n\r\n{Sdp}"
    );

    readonly ArrayBufferWriter<byte> _output = new(4096);

    /// <summary>Checked as a whole.</summary>
    [Benchmark(Baseline = true)]
    public object Parse() => Read();

    /// <summary>And everything read that a call needs.</summary>
    [Benchmark]
    public int ParseAndReadAll()
    {
        var request = (SipRequest)Read();
        return request.RequestUri.Host.Length
            + request.Vias.Count
            + request.From.Tag!.Length
            + request.To.Uri.User!.Length
            + request.CallId.Length
            + (int)request.CSeq.Number
            + request.Contacts.Count
            + request.Body.Length;
    }

    [Benchmark]
    public int ParseAndWrite()
    {
        _output.ResetWrittenCount();
        MessageWriter.Write(Read(), _output);
        return _output.WrittenCount;
    }

    SipMessage Read() =>
        MessageReader.Read(_invite, out var message) == MalformedReason.None
            ? message!
            : throw new InvalidOperationException("The INVITE is malformed.");
}
