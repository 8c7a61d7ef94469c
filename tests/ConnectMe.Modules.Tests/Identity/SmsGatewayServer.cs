using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>An SMS service over HTTPS on this machine: takes requests, keeps them and answers as it is told.</summary>
public sealed class SmsGatewayServer : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly X509Certificate2 _certificate = NewCertificate();
    readonly WebApplication _app;

    public SmsGatewayServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(Take);
        TrustedRoot = Path.Combine(_folder.Path, "root.pem");
        File.WriteAllText(TrustedRoot, _certificate.ExportCertificatePem());
    }

    public string TrustedRoot { get; }

    public string Origin => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public ConcurrentQueue<SmsRequest> Requests { get; } = [];

    /// <summary>What it answers next, in this order; then 202.</summary>
    public ConcurrentQueue<(int Status, string Says)> Answers { get; } = [];

    public Task Start() => _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Requests.Enqueue(
            new SmsRequest(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync()
            )
        );
        var (status, says) = Answers.TryDequeue(out var answer) ? answer : (StatusCodes.Status202Accepted, "queued");
        if (status is 302)
        {
            context.Response.Headers.Location = "/elsewhere";
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsync(says);
    }

    /// <summary>Of "localhost", signed by itself.</summary>
    internal static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=sms", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var made = request.CreateSelfSigned(from, from.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}

public sealed record SmsRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
