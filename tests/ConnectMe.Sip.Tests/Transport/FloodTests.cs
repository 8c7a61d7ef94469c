using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class FloodTests
{
    [Fact, Spec("R13")]
    public async Task In_a_flood_of_new_requests_what_belongs_to_a_dialog_is_still_answered_and_memory_has_a_limit()
    {
        await using var loop = new LiveLoop(options => options with { Backlog = 64 });
        using var held = new ManualResetEventSlim();
        using var flood = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var phone = new RawUdp(loop.At(SipProtocol.Udp));
        loop.Loop.Post((_, _) => held.Wait(LiveLoop.Patience)); // the loop is busy with something for a while
        for (var i = 0; i < 1_000; i++)
        {
            await flood.SendAsync(
                Requests.Bytes("REGISTER", $"z9hG4bK-{i}", callId: $"c{i}"),
                loop.At(SipProtocol.Udp),
                TestContext.Current.CancellationToken
            );
            if (i % 20 == 0)
            {
                await UntilReceived(phone); // or the system's own buffer overflows
            }
        }

        await phone.Send(Requests.Bytes("BYE", "z9hG4bK-bye", toTag: "t", callId: "call"));
        await UntilReceived(phone);
        held.Set();

        var answer = await phone.Receive();
        Assert.Equal(("call", 200), (answer.CallId, answer.StatusCode));
        Assert.InRange(loop.User.Told.Count, 1, 49); // three quarters of the backlog, and the BYE
    }

    /// <summary>A malformed request is refused where it was received: all before it has been received too.</summary>
    static async Task UntilReceived(RawUdp phone)
    {
        await phone.Send(Requests.Text("OPTIONS").Replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE", StringComparison.Ordinal));
        Assert.StartsWith("SIP/2.0 400 ", Encoding.UTF8.GetString((await phone.ReceiveBytes()).Buffer), StringComparison.Ordinal);
    }
}
