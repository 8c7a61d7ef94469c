using System.Net.WebSockets;
using System.Text;

namespace ConnectMe.Sip.Transport;

/// <summary>Opens a WebSocket on our own listener. Where the Host listens for HTTP, it hands over WebSockets that are open.</summary>
sealed class WebSocketHandshake(IReadOnlyList<string> origins)
{
    public async Task<IMessageStream> Accept(Stream stream, CancellationToken ct)
    {
        try
        {
            var (isOpen, response) = WebSocketUpgrade.Answer(await ReadHead(stream, ct), origins);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(response), ct);
            return isOpen
                ? new WebSocketMessages(WebSocket.CreateFromStream(stream, Terms))
                : throw new InvalidDataException("The WebSocket was refused.");
        }
        catch (Exception)
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Byte for byte what came, up to the empty line. A client says no more before it is answered (RFC 6455 §4.1).</summary>
    static async Task<string> ReadHead(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[LongestHead];
        for (var length = 0; length < buffer.Length; )
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0)
            {
                break;
            }

            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return end + 4 == length
                    ? Encoding.Latin1.GetString(buffer, 0, end)
                    : throw new InvalidDataException("More than a request came.");
            }
        }

        throw new InvalidDataException("No whole request came.");
    }

    static readonly WebSocketCreationOptions Terms = new()
    {
        IsServer = true,
        SubProtocol = WebSocketUpgrade.SubProtocol,
        KeepAliveInterval = TimeSpan.FromSeconds(30), // RFC 7118 §6: who sits behind a proxy is cut off in silence otherwise
        KeepAliveTimeout = TimeSpan.FromSeconds(30),
    };

    const int LongestHead = 8_192;
}
