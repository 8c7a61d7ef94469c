using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>As a company runs it: a process with a PostgreSQL of its own, its certificate and its backups given and taken by pages and by the command line.</summary>
public sealed partial class RestoreByPageTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Data => Path.Combine(_folder.Path, "data");

    string Zip => Path.Combine(_folder.Path, "backup.zip");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A12-03", "A12-04", "R10")]
    public async Task A_certificate_is_given_and_a_backup_restored_by_pages_without_starting_the_process_again()
    {
        using var host = new HostProcess("--data", Data, "--demo", "--urls", "http://127.0.0.1:0;https://127.0.0.1:0");
        await host.Listening;
        using var http = Client(host);
        var anna = new Browser(http);
        await anna.SignIn("anna");

        await GiveCertificate(anna, "first");
        await Eventually.Is(async () => await ShownBy(host) == "CN=first");
        await GiveCertificate(anna, "second");
        await Eventually.Is(async () => await ShownBy(host) == "CN=second");

        Assert.Equal(0, await Run("backup", "--to", Zip, "--data", Data)); // beside it
        await Post(anna, "/admin/certificate?handler=remove");
        await Eventually.Is(async () => await ShownBy(host) is null);
        var answer = await BackupTests.Upload(anna, "/admin/backup/upload", Zip, await Token(anna));
        Assert.Equal("/admin/backup#restore", answer.Location);
        var restoring = await Post(anna, "/admin/backup?handler=restore", ("company", "garage hofstra"));
        Assert.NotNull(restoring.Document.QuerySelector("#restoring"));

        await host.Says("Restored from the backup of");
        using var after = Client(host);
        var again = new Browser(after);
        await again.SignIn("anna");
        Assert.Contains("6 mensen", (await again.Open("/admin/backup")).Text("#restored"), StringComparison.Ordinal);
        Assert.Equal("CN=second", await ShownBy(host)); // the certificate is in the backup too
        Assert.Equal(0, await host.Stop());

        File.WriteAllText(Zip, "PK");
        Assert.Equal(1, await Run("restore", "--from", Zip, "--data", Data));
    }

    public void Dispose() => _folder.Dispose();

    static async Task GiveCertificate(Browser browser, string name)
    {
        var (certificate, key) = Certificates.SelfSigned(name, days: 90);
        var answer = await Post(browser, "/admin/certificate", ("Input.Certificates", certificate), ("Input.Key", key));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    static async Task<Answer> Post(Browser browser, string address, params (string Name, string Value)[] fields) =>
        await browser.Post(
            address,
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            ("RequestVerificationToken", await Token(browser)),
            ("HX-Request", "true")
        );

    static async Task<string> Token(Browser browser) =>
        (await browser.Open("/admin/backup")).Document.QuerySelector("meta[name=csrf]")!.GetAttribute("content")!;

    /// <summary>Of the newest run: each takes ports of its own.</summary>
    static HttpClient Client(HostProcess host) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(AddressOf(host, "http")) };

    static string AddressOf(HostProcess host, string scheme) =>
        Listening()
            .Matches(host.Output)
            .Select(match => match.Groups["url"].Value)
            .Last(url => url.StartsWith(scheme + ":", StringComparison.Ordinal));

    static async Task<string?> ShownBy(HostProcess host)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", new Uri(AddressOf(host, "https")).Port, Ct);
        await using var tls = new SslStream(
            socket.GetStream(),
            leaveInnerStreamOpen: false,
            (_, shown, _, _) => shown?.Issuer == shown?.Subject
        );
        try
        {
            await tls.AuthenticateAsClientAsync("127.0.0.1");
            return tls.RemoteCertificate!.Subject;
        }
        catch (Exception none) when (none is IOException or System.Security.Authentication.AuthenticationException)
        {
            return null;
        }
    }

    static async Task<int> Run(string command, params string[] arguments)
    {
        using var process = Process.Start("dotnet", [typeof(Program).Assembly.Location, command, .. arguments]);
        await process.WaitForExitAsync(Ct);
        return process.ExitCode;
    }

    [GeneratedRegex(@"Now listening on: [\\""]*(?<url>https?://[^\s\\""]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Listening();
}

/// <summary>Certificates of the tests' own.</summary>
internal static class Certificates
{
    public static (string Certificate, string Key) SelfSigned(string name, int days, int began = -1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = Request(name, key).CreateSelfSigned(now.AddDays(began), now.AddDays(days));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <returns>A server's, issued by an authority of its own.</returns>
    public static (string Certificate, string Key, string Authority) Issued(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = Request("authority", authorityKey);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true)
        );
        using var authority = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(90));
        using var certificate = Request(name, key).Create(authority, now.AddDays(-1), now.AddDays(30), [1, 2, 3, 4]);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), authority.ExportCertificatePem());
    }

    static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
