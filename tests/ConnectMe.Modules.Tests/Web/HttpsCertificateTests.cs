using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>A certificate of the pages is renewed while people are connected.</summary>
public sealed class HttpsCertificateTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Pem => Path.Combine(_folder.Path, "https.pem");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("R10")]
    public async Task New_handshakes_get_the_new_certificate_what_is_connected_stays_and_a_bad_file_changes_nothing_but_the_health()
    {
        Issue("first");
        using var host = new HostProcess(
            "--data",
            Path.Combine(_folder.Path, "data"),
            "--demo",
            "--urls",
            "https://127.0.0.1:0",
            "--Https:CertificatePath",
            Pem
        );
        var port = (await host.Listening).Port;
        await using var connected = await Connect(port);
        Assert.Equal("CN=first", connected.RemoteCertificate!.Subject);
        Assert.Contains("200 OK", await Ask(connected), StringComparison.Ordinal);

        Issue("second");
        await Eventually.Is(async () => await Shown(port) == "CN=second");
        Assert.Contains("200 OK", await Ask(connected), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Pem, "-----BEGIN CERTIFICATE-----\nno certificate\n-----END CERTIFICATE-----\n", Ct);
        await Eventually.Is(async () => (await Ask(connected)).EndsWith("Degraded", StringComparison.Ordinal));
        Assert.Equal("CN=second", await Shown(port));
        await host.Says("can't be used");

        Issue("third");
        await Eventually.Is(async () => await Shown(port) == "CN=third");
        await Eventually.Is(async () => (await Ask(connected)).EndsWith("Healthy", StringComparison.Ordinal));
        Assert.Equal(0, await host.Stop());
    }

    public void Dispose() => _folder.Dispose();

    void Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(30)
        );
        var unfinished = Pem + ".new";
        File.WriteAllText(unfinished, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        File.Move(unfinished, Pem, overwrite: true);
    }

    static async Task<string> Shown(int port)
    {
        await using var connection = await Connect(port);
        return connection.RemoteCertificate!.Subject;
    }

    static async Task<SslStream> Connect(int port)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, Ct);
        var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.Issuer == shown?.Subject);
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return tls;
    }

    /// <summary>How the Host does, asked over a connection that stays.</summary>
    static async Task<string> Ask(SslStream connection)
    {
        await connection.WriteAsync("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Ct);
        var (answer, buffer) = ("", new byte[4096]);
        while (!answer.Contains("\r\n0\r\n", StringComparison.Ordinal) && !IsWhole(answer))
        {
            var read = await connection.ReadAsync(buffer, Ct);
            Assert.NotEqual(0, read);
            answer += Encoding.ASCII.GetString(buffer, 0, read);
        }

        return answer.Replace("\r\n0\r\n\r\n", "", StringComparison.Ordinal).TrimEnd();
    }

    static bool IsWhole(string answer) =>
        answer.Split("\r\n\r\n") is [var head, var body]
        && head.Split("Content-Length: ") is [_, var length]
        && body.Length >= int.Parse(length.Split("\r\n")[0], null);
}
