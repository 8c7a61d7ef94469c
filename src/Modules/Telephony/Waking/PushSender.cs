using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ConnectMe.Kernel.Outside;
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
        _http = OutsideHttp.Client(settings.PrivateServices, settings.TrustedRoot, Patience);
    }

    /// <param name="topic">A message takes the place of an undelivered one of the same topic.</param>
    /// <param name="life">How long the service keeps it for a browser that is away.</param>
    public async Task<PushOutcome> Send(PushSubscription to, byte[] message, string topic, TimeSpan life, CancellationToken ct)
    {
        if (!OutsideAddress.IsUsable(to.Endpoint, _settings.PrivateServices))
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
}

internal enum PushOutcome
{
    Accepted,

    /// <summary>The browser is not there any more (404, 410).</summary>
    Gone,

    Failed,
}
