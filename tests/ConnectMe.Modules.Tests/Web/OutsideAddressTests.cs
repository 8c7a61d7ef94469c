using System.Net;
using ConnectMe.Kernel.Outside;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>A browser names its push service, so anybody who can sign in does: it must not lead into the network.</summary>
public class OutsideAddressTests
{
    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc", true)]
    [InlineData("http://fcm.googleapis.com/fcm/send/abc", false)]
    [InlineData("https://fcm.googleapis.com:8443/x", false)]
    [InlineData("https://user:secret@fcm.googleapis.com/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    [InlineData("https://2130706433/x", false)]
    [InlineData("https://[::1]/x", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("gopher://x", false)]
    [InlineData("/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_an_https_address_outside_may_be_a_push_service(string? endpoint, bool expected) =>
        Assert.Equal(expected, OutsideAddress.IsUsable(endpoint, anywhere: false));

    [Fact]
    public void An_address_has_a_length() =>
        Assert.False(OutsideAddress.IsUsable("https://push.example/" + new string('x', OutsideAddress.Longest), anywhere: true));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    public void What_is_not_of_the_internet_is_not_public(string address) =>
        Assert.False(OutsideAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("142.250.179.74")]
    [InlineData("172.32.0.1")]
    [InlineData("2a00:1450:400e:80c::200a")]
    public void An_address_of_the_internet_is(string address) => Assert.True(OutsideAddress.IsPublic(IPAddress.Parse(address)));
}
