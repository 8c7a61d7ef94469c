using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Sip.Transport;

/// <summary>The request that turns an HTTP connection into a WebSocket for SIP (RFC 6455 §4.2.1, RFC 7118 §4.1). Pure.</summary>
static class WebSocketUpgrade
{
    /// <summary>The response to the request's head (without its empty line), and whether it opens the WebSocket.</summary>
    public static (bool IsOpen, string Response) Answer(string head, IReadOnlyList<string> origins)
    {
        var lines = head.Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return Refused("400 Bad Request");
            }

            var name = line[..colon];
            var value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
        }

        var requestLine = lines[0].Split(' ');
        var key = headers.GetValueOrDefault("Sec-WebSocket-Key") ?? "";
        if (
            requestLine is not ["GET", ['/', ..], "HTTP/1.1"]
            || !headers.ContainsKey("Host")
            || !Has(headers, "Upgrade", "websocket", StringComparison.OrdinalIgnoreCase)
            || !Has(headers, "Connection", "upgrade", StringComparison.OrdinalIgnoreCase)
            || !IsKey(key)
        )
        {
            return Refused("400 Bad Request");
        }

        if (headers.GetValueOrDefault("Sec-WebSocket-Version") != "13")
        {
            return Refused("426 Upgrade Required\r\nSec-WebSocket-Version: 13");
        }

        if (headers.TryGetValue("Origin", out var origin) && !origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return Refused("403 Forbidden"); // RFC 6455 §10.2: another site's page, in the browser of one of our users
        }

        if (!Has(headers, "Sec-WebSocket-Protocol", SubProtocol, StringComparison.Ordinal))
        {
            return Refused("400 Bad Request");
        }

        var accept = Convert.ToBase64String(AcceptHash(key));
        return (
            true,
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: {SubProtocol}\r\n\r\n"
        );
    }

    public const string SubProtocol = "sip";

    static bool Has(Dictionary<string, string> headers, string name, string token, StringComparison comparison) =>
        headers.TryGetValue(name, out var value) && value.Split(',').Any(one => one.Trim().Equals(token, comparison));

    static bool IsKey(string key)
    {
        Span<byte> nonce = stackalloc byte[16];
        return key.Length == 24 && Convert.TryFromBase64String(key, nonce, out var length) && length == 16;
    }

    static (bool, string) Refused(string status) => (false, $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

#pragma warning disable CA5350 // RFC 6455 §4.2.2 names SHA-1; it proves nothing but that we read the key
    static byte[] AcceptHash(string key) => SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
}
