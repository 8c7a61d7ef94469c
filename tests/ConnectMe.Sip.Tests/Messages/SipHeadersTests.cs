using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.Messages;

public class SipHeadersTests
{
    [Fact]
    public void A_compact_name_is_the_full_one()
    {
        var headers = new SipHeaders();
        headers.Add("m", "<sip:a@b>");
        headers.Add("CONTACT", "<sip:c@d>");

        Assert.Equal(["<sip:a@b>", "<sip:c@d>"], headers.Values("Contact"));
        Assert.All(headers, header => Assert.Equal("Contact", header.Key));
        Assert.True(headers.Remove("m"));
        Assert.Equal(0, headers.Count);
    }

    [Fact]
    public void Commas_part_values_but_not_within_quotes_or_brackets()
    {
        var headers = new SipHeaders();
        headers.Add("Route", "\"a, b\" <sip:x;y,z@h;lr>, <sip:p2;lr>");
        headers.Add("Route", "<sip:p3;lr>");

        Assert.Equal(["\"a, b\" <sip:x;y,z@h;lr>", "<sip:p2;lr>", "<sip:p3;lr>"], headers.Elements("Route"));
        headers.RemoveFirst("Route");
        Assert.Equal(["<sip:p2;lr>", "<sip:p3;lr>"], headers.Elements("Route"));
        headers.RemoveFirst("Route");
        headers.RemoveFirst("Route");
        Assert.False(headers.Contains("Route"));
    }

    [Fact]
    public void Setting_replaces_all_of_a_name_in_the_place_of_the_first()
    {
        var headers = new SipHeaders();
        headers.Add("X-A", "1");
        headers.Add("X-B", "2");
        headers.Add("x-a", "3");

        headers.Set("X-A", "4");
        headers["X-C"] = "5";
        headers["X-B"] = null;

        Assert.Equal([new("X-A", "4"), new("X-C", "5")], headers);
    }

    [Fact]
    public void A_typed_header_follows_what_the_headers_become()
    {
        var request = new SipRequest(SipMethod.Invite, SipUri.Parse("sip:a@b")) { CSeq = new CSeq(1, SipMethod.Invite) };
        Assert.Equal(1u, request.CSeq.Number);
        Assert.Throws<InvalidOperationException>(() => request.From);

        request.CSeq = new CSeq(2, SipMethod.Invite);
        request.From = new NameAddress(SipUri.Parse("sip:c@d"), null, "t");

        Assert.Equal((2u, "t"), (request.CSeq.Number, request.From.Tag));
        request.Headers.Set("From", "<sip:e@f>;tag=u");
        Assert.Equal("u", request.From.Tag);
    }
}
