using System.Buffers;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Transport;

/// <summary>SIP over TCP or TLS: RFC 3261 §18.3, keep-alives by RFC 5626 §4.4.1.</summary>
sealed class StreamMessages(Stream stream) : IMessageStream
{
    readonly StreamFramer _framer = new();

    public async ValueTask<bool> ReadAsync(Connection connection, CancellationToken ct)
    {
        _ = await stream.ReadAsync(Memory<byte>.Empty, ct); // returns when there is something: a connection that is quiet holds no buffer
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var length = await stream.ReadAsync(buffer, ct);
            if (length == 0)
            {
                return false;
            }

            _framer.Append(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var goesOn = TakeAll(connection);
        connection.HandleRead(isPartial: _framer.Waiting > 0);
        return goesOn;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken ct) => stream.WriteAsync(message, ct);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    bool TakeAll(Connection connection)
    {
        while (true)
        {
            switch (_framer.TryTake(out var message))
            {
                case StreamFrame.None:
                    return true;
                case StreamFrame.Message:
                    connection.HandleMessage(message);
                    break;
                case StreamFrame.Ping:
                    connection.TrySend(Pong);
                    break;
                case StreamFrame.Pong:
                    break;
                case StreamFrame.Broken:
                    connection.HandleBroken(message, _framer.Reason);
                    return false;
            }
        }
    }

    static readonly byte[] Pong = "\r\n"u8.ToArray();
    const int BufferSize = 4_096;
}
