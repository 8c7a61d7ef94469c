using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ConnectMe.Interop.Tests.Hearing;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>The sound of a phone: a tone out, and what is heard in, both as G.711 µ-law over plain RTP.</summary>
internal sealed class ToneSocket : IAsyncDisposable
{
    const int Rate = 8000;
    const int Frame = 160;

    readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    readonly CancellationTokenSource _end = new();
    readonly Lock _lock = new();
    readonly List<double> _heard = [];
    readonly Tone _says;
    readonly Task _saying;
    readonly Task _hearing;
    IPEndPoint? _to;

    public ToneSocket(Tone says)
    {
        _says = says;
        _saying = Say();
        _hearing = Hear();
    }

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    /// <summary>Where the tone goes from now on. What was heard before is forgotten.</summary>
    public void TalkTo(IPEndPoint to)
    {
        lock (_lock)
        {
            _to = to;
            _heard.Clear();
        }
    }

    public WaveRecording Heard()
    {
        lock (_lock)
        {
            return WaveRecording.Of([.. _heard], Rate);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_saying, _hearing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // they end by that
        _socket.Dispose();
        _end.Dispose();
    }

    async Task Say()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var packet = new byte[12 + Frame];
        packet[0] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), Environment.TickCount);
        for (var sent = 0; await timer.WaitForNextTickAsync(_end.Token); sent++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)sent);
            BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(4), sent * Frame);
            for (var i = 0; i < Frame; i++)
            {
                packet[12 + i] = Compress(0.4 * Math.Sin(2 * Math.PI * _says.Hertz * ((sent * Frame) + i) / Rate));
            }

            if (_to is { } to)
            {
                await _socket.SendAsync(packet, to, _end.Token);
            }
        }
    }

    async Task Hear()
    {
        while (true)
        {
            byte[] packet;
            try
            {
                packet = (await _socket.ReceiveAsync(_end.Token)).Buffer;
            }
            catch (SocketException)
            {
                continue; // the server was killed: its port is unreachable
            }

            if (packet.Length == 12 + Frame && (packet[1] & 0x7F) == 0)
            {
                lock (_lock)
                {
                    _heard.AddRange(packet[12..].Select(Expand));
                }
            }
        }
    }

    /// <summary>G.711 µ-law: sign, three bits of exponent, four of mantissa; all inverted.</summary>
    static byte Compress(double sample)
    {
        var size = Math.Min((int)(Math.Abs(sample) * 32767), 32635) + 132;
        var exponent = (int)Math.Log2(size) - 7;
        return (byte)~((sample < 0 ? 0x80 : 0) | (exponent << 4) | ((size >> (exponent + 3)) & 0x0F));
    }

    static double Expand(byte code)
    {
        var bits = ~code;
        var size = ((((bits & 0x0F) << 3) + 132) << ((bits >> 4) & 7)) - 132;
        return ((bits & 0x80) != 0 ? -size : size) / 32767.0;
    }
}
