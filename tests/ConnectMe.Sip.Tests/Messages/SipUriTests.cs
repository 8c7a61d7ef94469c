using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.Messages;

public class SipUriTests
{
    [Theory] // the examples of RFC 3261 §19.1.4
    [InlineData("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtlanTa.CoM;Transport=tcp", true)]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true)]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com;security=on", true)]
    [InlineData(
        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
        "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        true
    )]
    [InlineData(
        "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
        "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
        true
    )]
    [InlineData("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp", false)]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", false)]
    [InlineData("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4", false)]
    [InlineData("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", false)]
    [InlineData("tel:+31-20-123.45.67", "tel:+31201234567", true)]
    [InlineData("tel:7042;phone-context=example.com", "tel:7042;phone-context=cs.example.com", false)]
    [InlineData("sip:a@example.com", "sips:a@example.com", false)]
    public void URIs_are_compared_as_section_19_1_4_does(string one, string other, bool same)
    {
        var (a, b) = (SipUri.Parse(one), SipUri.Parse(other));

        Assert.Equal(same, a.Equals(b));
        Assert.Equal(same, b.Equals(a));
        Assert.True(!same || a.GetHashCode() == b.GetHashCode());
    }

    [Theory]
    [InlineData("sip:alice:secret%40@atlanta.com:5061;transport=tls;lr?Subject=a%20b&Priority=urgent")]
    [InlineData("sips:*21%23@[2001:db8::1]:5061")]
    [InlineData("sip:%C3%A9lise@example.com")]
    [InlineData("sip:example.com")]
    [InlineData("tel:+31201234567;ext=12;phone-context=example.com")]
    [InlineData("urn:service:sos")]
    public void A_URI_is_written_as_it_was_read(string text) => Assert.Equal(text, SipUri.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("sip")]
    [InlineData("sip:")]
    [InlineData(":a@b")]
    [InlineData("sip:@b")]
    [InlineData("sip:a@")]
    [InlineData("sip:a@b:port")]
    [InlineData("sip:a b@c")]
    [InlineData("sip:a@b;")]
    [InlineData("sip:a@b;;c")]
    [InlineData("sip:a@b;c=d=e")]
    [InlineData("sip:a@b?")]
    [InlineData("sip:a@b?c")]
    [InlineData("sip:a@[1]")]
    [InlineData("tel:")]
    [InlineData("tel:alice")]
    [InlineData("<sip:a@b>")]
    public void What_is_no_URI_is_refused(string text) => Assert.False(SipUri.TryParse(text, out _));

    [Fact]
    public void A_mapped_address_is_the_IPv4_address_and_a_bare_number_is_none()
    {
        Assert.Equal("192.0.2.1", SipUri.Parse("sip:a@[::ffff:192.0.2.1]").Address?.ToString());
        Assert.Equal("192.0.2.1", SipUri.Parse("sip:a@192.0.2.1").Address?.ToString());
        Assert.Null(SipUri.Parse("sip:a@3221225985").Address);
        Assert.Null(SipUri.Parse("sip:a@192.0").Address);
    }

    [Fact]
    public void Text_of_a_user_is_escaped_where_it_must_be()
    {
        Assert.Equal("sip:a%40b%20%3C%3E@example.com", new SipUri("example.com", "a@b <>").ToString());
        Assert.Equal("\"a\\\"b\\\\ c\" <sip:x@y>;tag=1", new NameAddress(SipUri.Parse("sip:x@y"), "a\"b\\\rc", "1").ToString());
    }
}
