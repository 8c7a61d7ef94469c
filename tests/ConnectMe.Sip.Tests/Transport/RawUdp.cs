using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Transactions;

namespace ConnectMe.Sip.Tests.Transport;

/// <summary>A UDP socket that a test speaks by.</summary>
sealed class RawUdp(IPEndPoint? remote = null) : IDisposable
{
    readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));

    public IPEndPoint Local => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public async Task Send(byte[] datagram) => await _socket.SendAsync(datagram, remote);

    public Task Send(string datagram) => Send(Encoding.UTF8.GetBytes(datagram));

    public async Task Reply(byte[] datagram, IPEndPoint to) => await _socket.SendAsync(datagram, to);

    public async Task<UdpReceiveResult> ReceiveBytes()
    {
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        return await _socket.ReceiveAsync(patience.Token);
    }

    public async Task<SipResponse> Receive() => Requests.ReadResponse((await ReceiveBytes()).Buffer);

    /// <summary>Sends a good request and reads its answer: whatever was sent before has been dealt with by then.</summary>
    public async Task<SipResponse> Probe(string callId)
    {
        await Send(Requests.Bytes("OPTIONS", branch: $"z9hG4bK-{callId}", callId: callId));
        while (true)
        {
            var response = await Receive();
            if (response.CallId == callId)
            {
                return response;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
