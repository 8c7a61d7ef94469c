using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Modules.Tests.Telephony.Waking;

/// <summary>A push service of one's own, over HTTPS on this machine: takes messages and keeps them.</summary>
public sealed class PushService : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, Channel<Pushed>> _messages = new();
    readonly TemporaryFolder _folder = new();
    readonly X509Certificate2 _certificate = NewCertificate();
    readonly WebApplication _app;

    public PushService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.MapPost("/{browser}", Take);
        TrustedRoot = Path.Combine(_folder.Path, "root.pem");
        File.WriteAllText(TrustedRoot, _certificate.ExportCertificatePem());
    }

    public string TrustedRoot { get; }

    public string Origin => _app.Urls.Single();

    public int Port => new Uri(Origin).Port;

    /// <summary>Browsers that it does not know any more.</summary>
    public HashSet<string> Gone { get; } = [];

    public Task Start() => _app.StartAsync();

    public string EndpointOf(string browser) => $"{Origin}/{browser}";

    /// <summary>The next message for this browser.</summary>
    public async Task<Pushed> Next(string browser)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await Of(browser).Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    async Task<IResult> Take(string browser, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Of(browser).Writer.TryWrite(new Pushed(headers, body.ToArray()));
        return Gone.Contains(browser) ? Results.StatusCode(StatusCodes.Status410Gone) : Results.StatusCode(StatusCodes.Status201Created);
    }

    Channel<Pushed> Of(string browser) => _messages.GetOrAdd(browser, _ => Channel.CreateUnbounded<Pushed>());

    static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=push", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var made = request.CreateSelfSigned(from, from.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}

public sealed record Pushed(IReadOnlyDictionary<string, string> Headers, byte[] Body);
