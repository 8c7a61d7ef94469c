using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.Torture;

/// <summary>The parser's part of H1; what each gets over real sockets is shown where the sockets are.</summary>
public class TortureTests
{
    public static TheoryData<string> Ids => [.. TortureMessage.All.Select(message => message.Id)];

    [Fact]
    public void All_forty_nine_and_all_twelve_are_here()
    {
        Assert.Equal(
            (49, 12),
            (TortureMessage.All.Count(message => message.Rfc == "rfc4475"), TortureMessage.All.Count(message => message.Rfc == "rfc5118"))
        );
    }

    [Theory, MemberData(nameof(Ids))]
    public void Each_message_is_read_or_refused_for_its_own_reason(string id)
    {
        var expected = TortureMessage.All.Single(message => message.Id == id);

        var reason = MessageReader.Read(expected.Bytes, out var message, out var malformed);

        Assert.Equal(expected.Reason, reason);
        Assert.Equal(expected.Reason == MalformedReason.None, message is not null);
        var answer = MalformedAnswer.To(malformed, reason, "tag");
        Assert.Equal(expected.Answer, answer?.StatusCode ?? 0);
    }

    [Theory, MemberData(nameof(Ids))]
    public void What_is_well_formed_is_written_so_that_it_is_read_as_the_same(string id)
    {
        if (MessageReader.Read(TortureMessage.BytesOf(id), out var message) != MalformedReason.None)
        {
            return;
        }

        Assert.Equal(MalformedReason.None, MessageReader.Read(MessageWriter.ToArray(message!), out var again));
        Assert.Equal(message!.Vias, again!.Vias);
        Assert.Equal((message.From, message.To, message.CallId, message.CSeq), (again.From, again.To, again.CallId, again.CSeq));
        Assert.Equal(message.Contacts, again.Contacts);
        Assert.Equal(message.Body.ToArray(), again.Body.ToArray());
    }

    [Theory, MemberData(nameof(Ids))]
    public void What_is_well_formed_survives_being_written_from_its_typed_headers(string id)
    {
        if (MessageReader.Read(TortureMessage.BytesOf(id), out var message) != MalformedReason.None)
        {
            return;
        }

        Assert.True(NameAddress.TryParse(message!.From.ToString(), out var from));
        Assert.Equal(message.From, from);
        Assert.True(NameAddress.TryParse(message.To.ToString(), out var to));
        Assert.Equal(message.To, to);
        Assert.All(message.Vias, via => Assert.True(Via.TryParse(via.ToString(), out var again) && again == via));
        Assert.All(message.Contacts, contact => Assert.True(NameAddress.TryParse(contact.ToString(), out var again) && again == contact));
    }

    [Fact]
    public void Folds_case_and_blanks_do_not_change_a_message()
    {
        var request = Request("wsinv");

        Assert.Equal(("vivekg", "chair-dnrc.example.com"), (request.To.Uri.User, request.To.Uri.Host));
        Assert.Equal("1918181833n", request.To.Tag);
        Assert.Equal(("J Rosenberg \\\"", "98asjd8"), (request.From.DisplayName, request.From.Tag));
        Assert.Equal((9u, 68), (request.CSeq.Number, request.MaxForwards));
        Assert.Equal(["192.0.2.2", "spindle.example.com", "192.168.255.111"], request.Vias.Select(via => via.Host));
        Assert.Equal(["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"], request.Vias.Select(via => via.Branch));
        Assert.Equal(";;,,;;,;", request.Headers["UnknownHeaderWithUnusualValue"]);
        Assert.True(request.Routes.Single().Uri.IsLooseRouter);
        var contact = request.Contacts.Single();
        Assert.Equal("Quoted string \"\"", contact.DisplayName);
        Assert.Equal(("newvalue", "0.33"), (contact.Parameters["newparam"], contact.Parameters["q"]));
        Assert.Equal("", request.Headers["Subject"]);
    }

    [Fact]
    public void Unusual_characters_are_kept_and_a_percent_sign_in_a_method_is_no_escape()
    {
        var request = Request("intmeth");

        Assert.Equal("!interesting-Method0123456789_*+`.%indeed'~", request.Method.Name);
        Assert.Equal("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", request.RequestUri.User);
        Assert.Equal("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)", request.RequestUri.Password);
        Assert.Equal("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{", request.CallId);
        Assert.Equal("работающий", request.From.Parameters["fromParam''~+*_!.-%"]);
        Assert.Equal("BEL:  NUL:  DEL: ", request.To.DisplayName); // control characters are text for nobody
        Assert.NotEqual(SipMethod.Register, Request("esc02").Method);
        Assert.Equal(["alias1", "alias3"], Request("esc02").Contacts.Select(contact => contact.Uri.User));
    }

    [Fact]
    public void Escapes_in_a_URI_are_undone_once()
    {
        var request = Request("esc01");

        Assert.Equal("sips:user@example.com", request.RequestUri.User);
        Assert.Equal(("user", "I have spaces"), (request.To.Uri.User, request.From.Uri.User));
        var contact = request.Contacts.Single().Uri;
        Assert.Equal("caller", contact.User);
        Assert.True(contact.IsLooseRouter);
        Assert.Equal("value%41", contact.Parameters["name"]);
        Assert.Equal("sip:caller@host5.example.net;lr;name=value%2541", contact.ToString());
        Assert.Equal("user;par=u@example.net", Request("semiuri").RequestUri.User);
    }

    [Fact]
    public void A_NUL_does_not_end_a_user()
    {
        var request = Request("escnull");

        Assert.Equal("null-\0-null", request.To.Uri.User);
        Assert.Equal(2, request.Contacts.Select(contact => contact.Uri).Distinct().Count());
        Assert.Equal("sip:%00%00@host5.example.com", request.Contacts[1].Uri.ToString());
    }

    [Fact]
    public void A_message_is_framed_by_its_length_whatever_is_in_it()
    {
        Assert.Equal(553, Request("mpart01").Body.Length);
        Assert.Equal(SipMethod.Register, Request("dblreq").Method);
        Assert.True(Request("dblreq").Body.IsEmpty);
        Assert.Equal(34, Request("longreq").Vias.Count);
        Assert.Equal("= 2**3 * 5**2 но сто девяносто девять — простое", Assert.IsType<SipResponse>(Read("unreason")).ReasonPhrase);
        Assert.Equal("", Assert.IsType<SipResponse>(Read("noreason")).ReasonPhrase);
    }

    [Fact]
    public void A_parameter_belongs_to_the_URI_only_inside_angle_brackets()
    {
        Assert.True(Request("cparam01").Contacts.Single().Parameters.Contains("unknownparam"));
        Assert.True(Request("cparam02").Contacts.Single().Uri.Parameters.Contains("unknownparam"));
        Assert.Equal("<sip:sip.example.com>", Request("regescrt").Contacts.Single().Uri.Headers.Single().Value);
    }

    [Fact]
    public void Another_scheme_is_kept_as_it_is()
    {
        Assert.Equal(
            ("nobodyknowsthisscheme", "totallyopaquecontent"),
            (Request("unkscm").RequestUri.Scheme, Request("unkscm").RequestUri.Opaque)
        );
        Assert.Equal("//192.0.2.103:3002", Request("novelsc").RequestUri.Opaque);
        Assert.Equal(
            ("isbn", "http", "name"),
            (Request("unksm2").To.Uri.Scheme, Request("unksm2").From.Uri.Scheme, Request("unksm2").Contacts[0].Uri.Scheme)
        );
    }

    [Fact]
    public void An_IPv6_address_is_read_with_its_port_only_outside_the_brackets()
    {
        Assert.Equal(("2001:db8::10:5070", null), (Request("port-ambiguous").RequestUri.Host, Request("port-ambiguous").RequestUri.Port));
        Assert.Equal(("2001:db8::10", 5070), (Request("port-unambiguous").RequestUri.Host, Request("port-unambiguous").RequestUri.Port));
        Assert.Equal("2001:db8::9:255", Request("via-received-param-with-delim").TopVia.Received?.ToString());
        Assert.Equal("2001:db8::9:255", Request("via-received-param-no-delim").TopVia.Received?.ToString());
        Assert.Equal("192.0.2.2", Request("ipv4-mapped-ipv6").Contacts.Single().Uri.Address?.ToString());
        Assert.Equal("sip:user@[2001:db8::192.0.2.1]", Request("ipv6-bug-abnf-3-colons").RequestUri.ToString());
        Assert.Equal(Request("ipv6-bug-abnf-3-colons").RequestUri, Request("ipv6-correct-abnf-2-colons").RequestUri);
    }

    [Fact]
    public void Over_a_stream_each_of_them_is_one_frame_or_breaks_it()
    {
        foreach (var message in TortureMessage.All)
        {
            var framer = new StreamFramer();
            framer.Append(message.Bytes);

            var frame = framer.TryTake(out _);

            var expected = message.Id switch
            {
                "clerr" => StreamFrame.None,
                "ncl" or "mcl01" or "inv2543" => StreamFrame.Broken,
                _ => StreamFrame.Message,
            };
            Assert.True(expected == frame, $"{message.Id}: {frame}");
        }
    }

    [Fact]
    public void The_answer_to_a_malformed_request_can_be_read()
    {
        foreach (var message in TortureMessage.All.Where(message => message.Answer != 0))
        {
            var reason = MessageReader.Read(message.Bytes, out _, out var malformed);

            var written = MessageWriter.ToArray(MalformedAnswer.To(malformed, reason, "tag")!);

            Assert.StartsWith($"SIP/2.0 {message.Answer} ", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
            Assert.True(written.Length <= message.Bytes.Length + 100, message.Id);
        }
    }

    static SipRequest Request(string id) => Assert.IsType<SipRequest>(Read(id));

    static SipMessage Read(string id)
    {
        Assert.Equal(MalformedReason.None, MessageReader.Read(TortureMessage.BytesOf(id), out var message));
        return message!;
    }
}
