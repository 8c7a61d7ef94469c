using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Abuse;

/// <summary>Registers with wrong passwords from one address of loopback.</summary>
internal sealed partial class Guesser : IDisposable
{
    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    readonly byte[] _answer = new byte[4096];
    string _realm = "";
    string _nonce = "";
    int _sequence;

    /// <summary>Asks for a challenge first.</summary>
    public static async Task<Guesser> At(IPAddress address, IPEndPoint registrar)
    {
        var guesser = new Guesser();
        guesser._socket.Bind(new IPEndPoint(address, 0));
        await guesser._socket.ConnectAsync(registrar);
        var challenge = Challenge().Match((await guesser.Ask("nobody", "")).Answer);
        (guesser._realm, guesser._nonce) = (challenge.Groups["realm"].Value, challenge.Groups["nonce"].Value);
        return guesser;
    }

    /// <returns>The answer without what is another for each request, and how long it took.</returns>
    public async Task<(string Answer, double Milliseconds)> Guess(string account)
    {
        var credentials =
            $"Authorization: Digest username=\"{account}\", realm=\"{_realm}\", nonce=\"{_nonce}\", uri=\"sip:{_realm}\", algorithm=MD5, "
            + $"qop=auth, nc={_sequence:x8}, cnonce=\"guesser\", response=\"{RandomNumberGenerator.GetHexString(32, lowercase: true)}\"\r\n";
        var (answer, milliseconds) = await Ask(account, credentials);
        var same = Own().Replace(answer.Replace(account, "ACCOUNT", StringComparison.Ordinal), "OWN");
        return (same, milliseconds);
    }

    public void Dispose() => _socket.Dispose();

    async Task<(string Answer, double Milliseconds)> Ask(string account, string credentials)
    {
        var (local, registrar) = (_socket.LocalEndPoint, _socket.RemoteEndPoint);
        var request = Encoding.ASCII.GetBytes(
            $"REGISTER sip:{registrar} SIP/2.0\r\nVia: SIP/2.0/UDP {local};branch=z9hG4bK{Guid.NewGuid():n};rport\r\n"
                + $"From: <sip:{account}@{registrar}>;tag={Guid.NewGuid():n}\r\nTo: <sip:{account}@{registrar}>\r\n"
                + $"Call-ID: {Guid.NewGuid():n}\r\nCSeq: {++_sequence} REGISTER\r\nContact: <sip:{account}@{local}>\r\n"
                + $"Max-Forwards: 70\r\nExpires: 60\r\n{credentials}Content-Length: 0\r\n\r\n"
        );
        var at = Stopwatch.GetTimestamp();
        await _socket.SendAsync(request);
        using var limit = new CancellationTokenSource(Patience.Limit);
        var length = await _socket.ReceiveAsync(_answer, limit.Token);
        return (Encoding.ASCII.GetString(_answer.AsSpan(0, length)), Stopwatch.GetElapsedTime(at).TotalMilliseconds);
    }

    [GeneratedRegex("realm=\"(?<realm>[^\"]+)\".*?nonce=\"(?<nonce>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Challenge();

    /// <summary>Of this request, or made anew for each answer; all of a length that is always the same.</summary>
    [GeneratedRegex(
        "(?<=nonce=\")[^\"]{43}(?=\")|(?<=;tag=)[0-9a-f]{16,32}|(?<=branch=z9hG4bK)[0-9a-f]{32}|(?<=Call-ID: )[0-9a-f]{32}|(?<=CSeq: )\\d|127\\.77[.:0-9]+|(?<=received=|rport=)[.0-9]+",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Own();
}
