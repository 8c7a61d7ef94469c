using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.Parsing;

public class MessageReaderTests
{
    const string Invite =
        "INVITE sip:bob@biloxi.example.com;transport=tcp SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP pc33.atlanta.example.com:5066;branch=z9hG4bK776asdhds;rport, SIP/2.0/TCP [2001:db8::9]\r\n"
        + "Max-Forwards: 70\r\n"
        + "To: Bob <sip:bob@biloxi.example.com>\r\n"
        + "f: \"Alice \\\"A\\\" Liddell\" <sip:alice@atlanta.example.com>;tag=1928301774\r\n"
        + "Call-ID: a84b4c76e66710@pc33.atlanta.example.com\r\n"
        + "CSeq: 314159 INVITE\r\n"
        + "Subject: about\r\n"
        + "  that party\r\n"
        + "m: <sip:alice@pc33.atlanta.example.com;ob>;expires=60;+sip.instance=\"<urn:uuid:1>\"\r\n"
        + "Content-Type: application/sdp ; charset=utf-8\r\n"
        + "Content-Length: 4\r\n"
        + "\r\n"
        + "v=0\n";

    [Fact]
    public void A_request_is_read_with_its_typed_headers()
    {
        var request = Assert.IsType<SipRequest>(Read(Invite));

        Assert.Equal(SipMethod.Invite, request.Method);
        Assert.Equal(
            ("bob", "biloxi.example.com", "tcp"),
            (request.RequestUri.User, request.RequestUri.Host, request.RequestUri.Transport)
        );
        Assert.Equal(2, request.Vias.Count);
        Assert.Equal(("UDP", "pc33.atlanta.example.com", 5066), (request.TopVia.Transport, request.TopVia.Host, request.TopVia.Port));
        Assert.True(request.TopVia.AsksForRPort);
        Assert.True(request.TopVia.HasUniqueBranch);
        Assert.Equal("2001:db8::9", request.Vias[1].Host);
        Assert.Equal("Alice \"A\" Liddell", request.From.DisplayName);
        Assert.Equal("1928301774", request.From.Tag);
        Assert.Null(request.To.Tag);
        Assert.Equal(new CSeq(314159, SipMethod.Invite), request.CSeq);
        Assert.Equal("about    that party", request.Headers["Subject"]);
        Assert.Equal("<urn:uuid:1>", request.Contacts[0].Parameters["+sip.instance"]);
        Assert.Equal(60, request.Contacts[0].Expires);
        Assert.Equal("application/sdp", request.ContentType);
        Assert.Equal("v=0\n", Encoding.ASCII.GetString(request.Body.Span));
    }

    [Fact]
    public void What_was_read_is_written_and_read_again_as_the_same()
    {
        var request = Read(Invite);

        var again = Read(Encoding.UTF8.GetString(MessageWriter.ToArray(request)));

        Assert.Equal(
            request.Headers.Where(header => header.Key != "Content-Length"),
            again.Headers.Where(header => header.Key != "Content-Length")
        );
        Assert.Equal(request.From, again.From);
        Assert.Equal(request.Body.ToArray(), again.Body.ToArray());
    }

    [Fact]
    public void A_message_of_our_own_has_the_same_typed_headers()
    {
        var request = new SipRequest(SipMethod.Register, SipUri.Parse("sips:registrar.example.com"))
        {
            From = new NameAddress(SipUri.Parse("sip:a@example.com"), "A \"quoted\" name", "t1"),
            To = new NameAddress(SipUri.Parse("sip:a@example.com")),
            CallId = "one@two",
            CSeq = new CSeq(7, SipMethod.Register),
            MaxForwards = 70,
            Expires = 3600,
        };
        request.PrependVia(new Via("UDP", "2001:db8::1", 5060).With("branch", "z9hG4bK1").With("rport", null));
        request.PrependVia(new Via("TCP", "proxy.example.com", null).With("branch", "z9hG4bK2"));
        request.Headers.Add("Contact", "<sip:a@192.0.2.1>, <sip:a@192.0.2.2>");

        var read = Assert.IsType<SipRequest>(Read(Encoding.UTF8.GetString(MessageWriter.ToArray(request))));

        Assert.Equal(request.From, read.From);
        Assert.Equal(request.Vias, read.Vias);
        Assert.Equal("z9hG4bK2", read.TopVia.Branch);
        Assert.Equal(request.Contacts, read.Contacts);
        Assert.Equal(2, read.Contacts.Count);
        Assert.Equal((3600, 70), (read.Expires, read.MaxForwards));
    }

    [Fact]
    public void The_top_via_is_removed_and_replaced_alone()
    {
        var request = Read(Invite);

        request.ReplaceTopVia(request.TopVia.ReceivedFrom(new(System.Net.IPAddress.Parse("192.0.2.7"), 5080)));
        Assert.Equal((2, 5080, "192.0.2.7"), (request.Vias.Count, request.TopVia.RPort, request.TopVia.Received?.ToString()));

        request.RemoveTopVia();
        Assert.Equal("TCP", Assert.Single(request.Vias).Transport);
    }

    [Fact]
    public void A_response_takes_over_what_ties_it_to_its_request()
    {
        var request = Assert.IsType<SipRequest>(Read(Invite));

        var response = SipResponse.For(request, 486, toTag: "mine");

        Assert.Equal("Busy Here", response.ReasonPhrase);
        Assert.Equal("mine", response.To.Tag);
        Assert.Equal(request.Vias, response.Vias);
        Assert.Equal((request.CallId, request.CSeq, request.From), (response.CallId, response.CSeq, response.From));
        Assert.Null(SipResponse.For(request, 100, toTag: "mine").To.Tag);
    }

    [Fact]
    public void No_text_begins_a_header_of_its_own()
    {
        var request = new SipRequest(SipMethod.Options, SipUri.Parse("sip:a@example.com"));
        request.Headers.Add("Subject", "x\r\nEvil: yes");

        Assert.DoesNotContain("\r\nEvil", Encoding.UTF8.GetString(MessageWriter.ToArray(request)));
    }

    static SipMessage Read(string text)
    {
        Assert.Equal(MalformedReason.None, MessageReader.Read(Encoding.UTF8.GetBytes(text), out var message));
        return message!;
    }
}
