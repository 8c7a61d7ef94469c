using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>Bytes that no HTTP client sends, at the real server: each is answered or cut off, the next good request is served, and the log stays readable.</summary>
public sealed class RawRequestTests(RawRequestTests.Server server) : IClassFixture<RawRequestTests.Server>
{
    /// <summary>A second request within what a proxy would take for the body of the first.</summary>
    const string Hidden = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

    public static TheoryData<string, string, string> Hostile =>
        new()
        {
            {
                "two lengths",
                $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n{Hidden}",
                "400"
            },
            { "odd chunks", $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n{Hidden}", "400" },
            { "line feed in a name", "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX\n: y\r\n\r\n", "400" },
            { "no host", "GET /sign-in HTTP/1.1\r\n\r\n", "400" },
            { "64 KiB of headers", $"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 64 * 1024)}\r\n\r\n", "431" },
            { "64 KiB of address", $"GET /{new string('a', 64 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n", "414" },
            {
                "1 MB of form",
                $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1048576\r\n\r\n",
                "4"
            },
            { "trace", "TRACE /sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: secret=1\r\n\r\n", "405" },
            { "not HTTP", "\u0016\u0003\u0001\0\u0001\r\n\r\n", "400" },
        };

    [Theory, MemberData(nameof(Hostile))]
    public async Task What_could_mean_two_things_or_too_much_is_refused_and_the_next_request_is_served(
        string kind,
        string sent,
        string status
    )
    {
        var answer = await Answer(sent);

        Assert.True(answer.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal), $"{kind}: {answer}");
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 200",
            await Answer("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_body_in_chunks_ends_where_its_chunks_do_whatever_length_is_said()
    {
        var answers = await Answer(
            $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{Hidden.Length:x}\r\n{Hidden}\r\n0\r\n\r\n"
                + "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            toItsEnd: true
        );

        Assert.StartsWith("HTTP/1.1 400", answers, StringComparison.Ordinal); // it had no token
        Assert.DoesNotContain("# TYPE", answers, StringComparison.Ordinal);
        Assert.InRange(answers.Split("HTTP/1.1 ").Length - 1, 1, 2);
    }

    [Fact]
    public async Task What_is_refused_is_in_the_log_with_who_asked_and_can_not_forge_a_line_of_it()
    {
        var path = "/sign-in%0d%0a[2026-01-01T00:00:00Z%20INF]%20forged";

        await Answer(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        await Answer("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        await server.Host.Says("had no token of a page");
        await server.Host.Says("127.0.0.1 was refused: it came from another site (https://evil.example");
        Assert.DoesNotContain(server.Host.Output.Split('\n'), line => line.StartsWith("[2026-01-01", StringComparison.Ordinal));
        Assert.Matches(@"(?m)^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WRN\] ", server.Host.Output); // with its day, in UTC
    }

    /// <summary>Whatever comes until the server closes, or has answered.</summary>
    async Task<string> Answer(string sent, bool toItsEnd = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, Ct);
        var stream = client.GetStream();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(sent), patience.Token);
        }
        catch (IOException)
        {
            // it has refused before all was sent
        }

        var (answer, buffer) = ("", new byte[16384]);
        while (toItsEnd || !answer.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, patience.Token);
            if (read == 0)
            {
                break;
            }

            answer += Encoding.Latin1.GetString(buffer, 0, read);
        }

        return answer;
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public sealed class Server : IAsyncLifetime
    {
        readonly TemporaryFolder _folder = new();
        HostProcess? _host;

        public int Port { get; private set; }

        internal HostProcess Host => _host!;

        public async ValueTask InitializeAsync()
        {
            _host = new HostProcess("--data", Path.Combine(_folder.Path, "data"), "--demo");
            Port = (await _host.Listening).Port;
        }

        public async ValueTask DisposeAsync()
        {
            await _host!.Stop();
            _host.Dispose();
            _folder.Dispose();
        }
    }
}
