using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>Where a peer hears and speaks: sends silence in A-law, a packet every 20 ms and one in fifty not, as soon as it knows where to.</summary>
internal sealed class SoundPort : IAsyncDisposable
{
    const int HeaderLength = 12;
    const int Samples = 160;
    const int LostOneIn = 50;

    readonly UdpClient _socket;
    readonly CancellationTokenSource _closing = new();
    Task _sending = Task.CompletedTask;

    public SoundPort(IPAddress address) => _socket = new UdpClient(new IPEndPoint(address, 0));

    /// <summary>The session description, for offer and answer: A-law and nothing else.</summary>
    public byte[] Offer
    {
        get
        {
            var local = (IPEndPoint)_socket.Client.LocalEndPoint!;
            return Encoding.ASCII.GetBytes(
                $"v=0\r\no=- 1 1 IN IP4 {local.Address}\r\ns=-\r\nc=IN IP4 {local.Address}\r\nt=0 0\r\n"
                    + $"m=audio {local.Port} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=sendrecv\r\n"
            );
        }
    }

    /// <summary>Begins to send to where the other side's description says.</summary>
    public void SendTo(ReadOnlySpan<byte> description)
    {
        var lines = Encoding.ASCII.GetString(description).Split("\r\n");
        var address = IPAddress.Parse(lines.First(line => line.StartsWith("c=", StringComparison.Ordinal)).Split(' ')[2]);
        var port = int.Parse(lines.First(line => line.StartsWith("m=audio", StringComparison.Ordinal)).Split(' ')[1]);
        _sending = Send(new IPEndPoint(address, port));
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _sending;
        _socket.Dispose();
        _closing.Dispose();
    }

    async Task Send(IPEndPoint to)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var packet = new byte[HeaderLength + Samples];
        (packet[0], packet[1]) = (0x80, 8); // RFC 3550 §5.1: version 2; A-law
        packet.AsSpan(HeaderLength).Fill(0xD5);
        try
        {
            for (uint number = 0; await clock.WaitForNextTickAsync(_closing.Token); number++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)number);
                BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), number * Samples);
                BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), 0xC0FFEE);
                if (number % LostOneIn != LostOneIn - 1)
                {
                    await _socket.SendAsync(packet, to);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The call is over.
        }
    }
}
