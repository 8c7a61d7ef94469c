using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>A connection of SIP over TLS that stays open, to a server that the authority of the tests vouches for.</summary>
internal sealed partial class TlsConnection : IAsyncDisposable
{
    readonly FlowConnection _connection;
    int _sent;

    TlsConnection(FlowConnection connection) => _connection = connection;

    public static async Task<TlsConnection> Open(int port) => new(await FlowConnection.Open(port, overTls: true));

    /// <summary>What OpenSSL says of a new connection, that it verified: "CN = first".</summary>
    public static async Task<string> Shown(int port)
    {
        string[] arguments =
        [
            "s_client",
            "-connect",
            $"127.0.0.1:{port}",
            "-CAfile",
            CertificateAuthority.OfTheTests.CertificatePath,
            "-verify_return_error",
            "-brief",
        ];
        var start = new ProcessStartInfo("openssl", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var client = Process.Start(start)!;
        client.StandardInput.Close();
        var said = await client.StandardError.ReadToEndAsync();
        await client.WaitForExitAsync();
        Assert.Contains("Verification: OK", said, StringComparison.Ordinal);
        return Subject().Match(said).Groups["subject"].Value;
    }

    /// <returns>The status of the answer.</returns>
    public async Task<int> Options()
    {
        var number = ++_sent;
        var request =
            $"OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:{_connection.LocalPort};branch=z9hG4bKo{number}\r\n"
            + $"From: <sip:t@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\nCall-ID: options-{number}\r\nCSeq: {number} OPTIONS\r\n"
            + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        await _connection.Stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var limit = new CancellationTokenSource(Patience.Limit);
        var answer = "";
        var piece = new byte[4096];
        while (!answer.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await _connection.Stream.ReadAsync(piece, limit.Token);
            Assert.True(read > 0, "The connection was closed");
            answer += Encoding.ASCII.GetString(piece, 0, read);
        }

        return int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [GeneratedRegex(
        @"^Peer certificate: (?<subject>.+?)\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Subject();
}
