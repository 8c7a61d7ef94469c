using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Waking;

/// <summary>Hands messages to the push services of browsers (RFC 8030).</summary>
internal sealed class PushSender : IDisposable
{
    /// <summary>A call waits for it.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    readonly PushSettings _settings;
    readonly VapidKeys _keys;
    readonly TimeProvider _time;
    readonly ILogger<PushSender> _log;
    readonly HttpClient _http;

    public PushSender(PushSettings settings, VapidKeys keys, TimeProvider time, ILogger<PushSender> log)
    {
        (_settings, _keys, _time, _log) = (settings, keys, time, log);
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false, // it would connect where we must not
                ConnectCallback = Connect,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                SslOptions = Trusting(settings.TrustedRoot),
            }
        )
        {
            Timeout = Patience,
        };
    }

    /// <param name="topic">A message takes the place of an undelivered one of the same topic.</param>
    /// <param name="life">How long the service keeps it for a browser that is away.</param>
    public async Task<PushOutcome> Send(PushSubscription to, byte[] message, string topic, TimeSpan life, CancellationToken ct)
    {
        if (!PushAddress.IsUsable(to.Endpoint, _settings.PrivateServices))
        {
            return PushOutcome.Gone;
        }

        try
        {
            using var request = await Request(to, message, topic, life, ct);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.IsSuccessStatusCode)
            {
                return PushOutcome.Accepted;
            }

            _log.PushRefused(request.RequestUri!.Host, (int)response.StatusCode);
            return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? PushOutcome.Gone : PushOutcome.Failed;
        }
        catch (Exception failure)
            when (failure is HttpRequestException || (failure is TaskCanceledException && !ct.IsCancellationRequested))
        {
            _log.PushNotSent(new Uri(to.Endpoint).Host, failure.GetBaseException().Message);
            return PushOutcome.Failed;
        }
    }

    public void Dispose() => _http.Dispose();

    async Task<HttpRequestMessage> Request(PushSubscription to, byte[] message, string topic, TimeSpan life, CancellationToken ct)
    {
        var endpoint = new Uri(to.Endpoint);
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var salt = RandomNumberGenerator.GetBytes(MessageEncryption.SaltLength);
        var body = new ByteArrayContent(MessageEncryption.Encrypt(message, to.Key, to.Secret, ours, salt));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Headers.ContentEncoding.Add("aes128gcm");
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = body };
        var key = await _keys.Mine(ct);
        request.Headers.TryAddWithoutValidation("Authorization", key.Authorize(endpoint, to.Origin, _time.GetUtcNow()));
        request.Headers.Add("TTL", ((int)life.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", "high");
        request.Headers.Add("Topic", topic);
        return request;
    }

    /// <summary>The addresses are looked at here, where they are used: a name that leads inside is found out however late it does.</summary>
    async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var usable = _settings.PrivateServices ? found : Array.FindAll(found, PushAddress.IsPublic);
        if (usable.Length == 0)
        {
            throw new HttpRequestException($"{context.DnsEndPoint.Host} has no public address");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static SslClientAuthenticationOptions Trusting(string root) =>
        root.Length == 0
            ? new SslClientAuthenticationOptions()
            : new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(root) },
                    RevocationMode = X509RevocationMode.NoCheck, // one's own authority seldom has a place to ask
                },
            };
}

internal enum PushOutcome
{
    Accepted,

    /// <summary>The browser is not there any more (404, 410).</summary>
    Gone,

    Failed,
}
