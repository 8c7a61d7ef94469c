using System.Buffers;
using System.Net.WebSockets;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Transport;

/// <summary>SIP over a WebSocket (RFC 7118): one message in each WebSocket message, as text or as bytes.</summary>
sealed class WebSocketMessages(WebSocket socket) : IMessageStream
{
    readonly ArrayBufferWriter<byte> _message = new();

    public async ValueTask<bool> ReadAsync(Connection connection, CancellationToken ct)
    {
        var frame = await socket.ReceiveAsync(_message.GetMemory(BufferSize), ct);
        if (frame.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        _message.Advance(frame.Count);
        if (_message.WrittenCount > SipLimits.Message)
        {
            connection.HandleBroken(_message.WrittenMemory, MalformedReason.MessageTooLong);
            return false;
        }

        if (frame.EndOfMessage)
        {
            connection.HandleMessage(_message.WrittenMemory);
            _message.ResetWrittenCount();
        }

        connection.HandleRead(isPartial: !frame.EndOfMessage);
        return true;
    }

    // RFC 7118 §5: text is what every client understands; where a body is no text, bytes are all that a text frame may not carry.
    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken ct) =>
        socket.SendAsync(
            message,
            System.Text.Unicode.Utf8.IsValid(message.Span) ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
            endOfMessage: true,
            ct
        );

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(ClosingTime);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The other side is gone; there is nobody to say goodbye to.
        }

        socket.Dispose();
    }

    static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);
    const int BufferSize = 2_048;
}
