using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class ForwardingTests
{
    [Fact]
    public async Task A_request_for_another_node_is_answered_by_that_node_through_this_one()
    {
        await using var owner = new LiveLoop();
        await using var edge = new LiveLoop(options =>
            options with
            {
                BelongsTo = (request, _) => request.CallId == "there" ? owner.At(SipProtocol.Tcp) : null,
            }
        );
        using var phone = new RawUdp(edge.At(SipProtocol.Udp));

        var there = await phone.Probe("there");
        var here = await phone.Probe("here");

        Assert.Equal((200, 200), (there.StatusCode, here.StatusCode));
        Assert.Equal("there", Assert.Single(owner.User.Transactions).Request.CallId);
        Assert.Equal("here", Assert.Single(edge.User.Transactions).Request.CallId);
        Assert.Single(there.Vias);
    }
}
