using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Tests.Transactions;

namespace ConnectMe.Sip.Tests.Transport;

/// <summary>A TCP or TLS connection that a test speaks by.</summary>
sealed class RawStream(Socket socket, Stream stream) : IDisposable
{
    readonly StreamFramer _framer = new();
    readonly byte[] _buffer = new byte[4_096];

    public static async Task<RawStream> Connect(IPEndPoint remote, IPAddress? from = null, int receiveBuffer = 64 << 10)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = receiveBuffer };
        socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
        await socket.ConnectAsync(remote);
        return new RawStream(socket, new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>With what the server shows as its certificate.</summary>
    public static async Task<(RawStream Stream, string Subject)> ConnectTls(IPEndPoint remote)
    {
        var plain = await Connect(remote);
        var tls = new SslStream(plain.Bytes);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "sip.example",
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            }
        );
        return (new RawStream(plain.Socket, tls), tls.RemoteCertificate!.Subject);
    }

    public Stream Bytes => stream;

    public Socket Socket => socket;

    public async Task Send(byte[] bytes) => await stream.WriteAsync(bytes);

    public Task Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>The next frame; null when the other side has closed.</summary>
    public async Task<(StreamFrame Frame, byte[] Message)?> Next()
    {
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        while (true)
        {
            if (_framer.TryTake(out var message) is var frame && frame != StreamFrame.None)
            {
                return (frame, message.ToArray());
            }

            try
            {
                var length = await stream.ReadAsync(_buffer, patience.Token);
                if (length == 0)
                {
                    return null;
                }

                _framer.Append(_buffer.AsSpan(0, length));
            }
            catch (IOException)
            {
                return null; // reset
            }
        }
    }

    public async Task<SipResponse> Receive() => Requests.ReadResponse((await Next())!.Value.Message);

    public async Task<SipResponse> Probe(string callId)
    {
        await Send(Requests.Bytes("OPTIONS", branch: $"z9hG4bK-{callId}", transport: "TCP", callId: callId));
        return await Receive();
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }
}
