using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectMe.Sip.Tests.Transport;

/// <summary>A name server on loopback with the records that a test gives it (RFC 1035 §4).</summary>
sealed class NameServer : IAsyncDisposable
{
    readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    readonly Dictionary<(string Name, int Type), List<byte[]>> _records = [];
    readonly CancellationTokenSource _closing = new();
    readonly Task _running;

    public NameServer() => _running = Task.Run(Run);

    public IPEndPoint Address => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public NameServer A(string name, string address) => Add(name, 1, IPAddress.Parse(address).GetAddressBytes());

    public NameServer Aaaa(string name, string address) => Add(name, 28, IPAddress.Parse(address).GetAddressBytes());

    public NameServer Srv(string name, ushort priority, ushort weight, ushort port, string target) =>
        Add(name, 33, [.. Short(priority), .. Short(weight), .. Short(port), .. Labels(target)]);

    public NameServer Naptr(string name, ushort order, ushort preference, string flags, string service, string replacement) =>
        Add(name, 35, [.. Short(order), .. Short(preference), .. Text(flags), .. Text(service), .. Text(""), .. Labels(replacement)]);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        _socket.Dispose();
        _closing.Dispose();
    }

    async Task Run()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync(_closing.Token);
                await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint, _closing.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is done.
        }
    }

    byte[] Answer(byte[] query)
    {
        var position = 12;
        List<string> labels = [];
        while (query[position] > 0)
        {
            labels.Add(Encoding.ASCII.GetString(query, position + 1, query[position]));
            position += 1 + query[position];
        }

        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(position + 1));
        var question = query[12..(position + 5)];
        var records = _records.GetValueOrDefault((string.Join('.', labels), type), []);
        byte[] header = [query[0], query[1], 0x81, 0x80, 0, 1, 0, (byte)records.Count, 0, 0, 0, 0];
        var answers = records.SelectMany<byte[], byte>(record =>
            [0xC0, 12, .. Short(type), 0, 1, 0, 0, 0, 60, .. Short((ushort)record.Length), .. record]
        );
        return [.. header, .. question, .. answers];
    }

    NameServer Add(string name, int type, byte[] record)
    {
        _records.TryAdd((name, type), []);
        _records[(name, type)].Add(record);
        return this;
    }

    static byte[] Short(ushort value) => [(byte)(value >> 8), (byte)value];

    static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    static byte[] Labels(string name) => [.. name.Split('.').SelectMany(Text), 0];
}
