using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class AmplificationTests
{
    [Theory]
    [InlineData("REGISTER")]
    [InlineData("INVITE")]
    [InlineData("OPTIONS")]
    [InlineData("SUBSCRIBE")]
    [InlineData("MESSAGE")]
    [InlineData("BYE")]
    [InlineData("CANCEL")]
    [InlineData("FOO")]
    [InlineData("nonsense")]
    [Spec("H6")]
    public async Task To_a_source_that_may_be_forged_no_more_than_three_times_its_bytes_are_sent_and_nothing_twice(string method)
    {
        await using var endpoint = new LiveEndpoint(options => options with { Timers = Fast });
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var (bytesIn, bytesOut, answers) = (0, 0, 0);
        for (var i = 0; i < 20; i++)
        {
            var request =
                method == "nonsense" ? Encoding.UTF8.GetBytes($"INVITE x SIP/2.0\r\nVia: nonsense\r\n\r\n{i}") : Minimal(method, i);
            bytesIn += request.Length;
            await socket.SendAsync(request, endpoint.At(SipProtocol.Udp), TestContext.Current.CancellationToken);
        }

        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, patience.Token); // many T1: what would come again, has come
        await socket.SendAsync(Requests.Bytes("OPTIONS", callId: "probe"), endpoint.At(SipProtocol.Udp), patience.Token);
        while (true)
        {
            var answer = (await socket.ReceiveAsync(patience.Token)).Buffer;
            if (Encoding.UTF8.GetString(answer).Contains("Call-ID: probe\r\n", StringComparison.Ordinal))
            {
                break;
            }

            bytesOut += answer.Length;
            answers++;
        }

        Assert.InRange(bytesOut, 0, 3 * bytesIn);
        Assert.InRange(answers, 0, 20);
    }

    /// <summary>The shortest that we would answer: what a forger gets most by.</summary>
    static byte[] Minimal(string method, int number) =>
        Encoding.UTF8.GetBytes(
            $"{method} sip:a SIP/2.0\r\nv: SIP/2.0/UDP a;branch=z9hG4bK{number};rport\r\nf: <sip:a>;tag=1\r\nt: <sip:a>\r\ni: {number}\r\nCSeq: 1 {method}\r\n\r\n"
        );

    static readonly ConnectMe.Sip.Transactions.SipTimers Fast = new(
        TimeSpan.FromMilliseconds(5),
        TimeSpan.FromMilliseconds(20),
        TimeSpan.FromMilliseconds(20)
    );
}
