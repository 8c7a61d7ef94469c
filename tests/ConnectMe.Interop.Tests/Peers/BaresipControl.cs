using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>baresip's module ctrl_tcp: JSON in netstrings, commands with a token and events that come by themselves.</summary>
internal sealed class BaresipControl : IAsyncDisposable
{
    readonly TcpClient _connection;
    readonly NetworkStream _stream;
    readonly CancellationTokenSource _closing = new();
    readonly Dictionary<string, TaskCompletionSource<string>> _asked = [];
    readonly List<BaresipEvent> _events = [];
    readonly Lock _lock = new();
    readonly Task _reading;
    int _tokens;

    BaresipControl(TcpClient connection)
    {
        _connection = connection;
        _stream = connection.GetStream();
        _reading = Read();
    }

    public IReadOnlyList<BaresipEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>As soon as baresip listens.</summary>
    public static async Task<BaresipControl> Connect(int port, PeerProcess baresip)
    {
        TcpClient? connected = null;
        await Patience.Until(
            async () =>
            {
                var client = new TcpClient();
                try
                {
                    await client.ConnectAsync(IPAddress.Loopback, port);
                    connected = client;
                    return true;
                }
                catch (SocketException failure)
                {
                    client.Dispose();
                    return baresip.HasEnded ? throw new InvalidOperationException($"baresip ended:\n{baresip.Output}", failure) : false;
                }
            },
            () => $"baresip does not listen on {port}:\n{baresip.Output}"
        );
        return new BaresipControl(connected!);
    }

    /// <returns>What it answers, for people.</returns>
    public async Task<string> Command(string command, string parameters = "")
    {
        var token = Interlocked.Increment(ref _tokens).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _asked.Add(token, answer);
        }

        var json = new JsonObject
        {
            ["command"] = command,
            ["params"] = parameters,
            ["token"] = token,
        };
        var bytes = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
        byte[] netstring = [.. System.Text.Encoding.ASCII.GetBytes($"{bytes.Length}:"), .. bytes, (byte)','];
        await _stream.WriteAsync(netstring);
        return await answer.Task.WaitAsync(Patience.Limit);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _connection.Dispose();
        await _reading;
        _closing.Dispose();
    }

    async Task Read()
    {
        var buffer = new List<byte>();
        var piece = new byte[8192];
        try
        {
            while (await _stream.ReadAsync(piece, _closing.Token) is > 0 and var read)
            {
                buffer.AddRange(piece.AsSpan(0, read));
                while (TakeNetstring(buffer) is { } json)
                {
                    Take(JsonNode.Parse(json)!.AsObject());
                }
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // ended by us or by baresip's end: who waits for something says so
        }
    }

    static byte[]? TakeNetstring(List<byte> buffer)
    {
        var colon = buffer.IndexOf((byte)':');
        if (colon < 0)
        {
            return null;
        }

        var length = int.Parse(System.Text.Encoding.ASCII.GetString([.. buffer[..colon]]), CultureInfo.InvariantCulture);
        if (buffer.Count < colon + length + 2)
        {
            return null;
        }

        byte[] json = [.. buffer[(colon + 1)..(colon + 1 + length)]];
        buffer.RemoveRange(0, colon + length + 2);
        return json;
    }

    void Take(JsonObject message)
    {
        lock (_lock)
        {
            if (message.ContainsKey("event"))
            {
                _events.Add(
                    new BaresipEvent(
                        $"{message["type"]}",
                        $"{message["direction"]}",
                        $"{message["peeruri"]}",
                        $"{message["param"]}",
                        Stopwatch.GetTimestamp()
                    )
                );
            }
            else if (_asked.Remove($"{message["token"]}", out var asked))
            {
                asked.SetResult($"{message["data"]}");
            }
        }
    }
}

/// <param name="Type">"CALL_ESTABLISHED" and so on.</param>
/// <param name="Parameter">A digit, a reason, a cipher: depends on the type.</param>
/// <param name="At">When it was told, of the machine's stopwatch.</param>
internal sealed record BaresipEvent(string Type, string Direction, string Peer, string Parameter, long At);
