using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Outside;

namespace ConnectMe.Identity.Sms;

/// <summary>Gives one message to the company's gateway, or says why it could not.</summary>
internal sealed class SmsDelivery(SmsSecrets secrets, SmsSettings settings) : IDisposable
{
    /// <summary>Somebody waits for the page.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly HttpClient _http = OutsideHttp.Client(settings.PrivateGateways, settings.TrustedRoot, Patience);

    /// <summary>Once more when it was not reached or had trouble of its own: a code is waited for.</summary>
    public async Task<SmsOutcome> Send(SmsGateway? gateway, string number, string text, CancellationToken ct)
    {
        var first = await Once(gateway, number, text, ct);
        return first.IsWorthAnother ? await Once(gateway, number, text, ct) : first;
    }

    /// <summary>Connects and shakes hands, and asks nothing.</summary>
    /// <returns>Null: it is there.</returns>
    public async Task<SmsFault?> Reach(SmsGateway gateway, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience / 2);
        try
        {
            var to = new Uri(gateway.Address);
            await using var tls = new SslStream(
                await OutsideHttp.Connect(new DnsEndPoint(to.DnsSafeHost, to.Port), settings.PrivateGateways, patience.Token)
            );
            var options = OutsideHttp.Trusting(settings.TrustedRoot);
            options.TargetHost = to.DnsSafeHost;
            await tls.AuthenticateAsClientAsync(options, patience.Token);
            return null;
        }
        catch (Exception exception) when (FaultOf(exception, ct) is not null)
        {
            return FaultOf(exception, ct);
        }
    }

    public void Dispose() => _http.Dispose();

    async Task<SmsOutcome> Once(SmsGateway? gateway, string number, string text, CancellationToken ct)
    {
        if (gateway is null)
        {
            return new SmsOutcome(new SmsFault(SmsFaultKind.NotSet), "");
        }

        var secret = gateway.ProtectedSecret is { } kept ? secrets.Read(kept) : "";
        if (secret is null)
        {
            return new SmsOutcome(new SmsFault(SmsFaultKind.SecretLost), "");
        }

        try
        {
            using var request = SmsTemplate.Request(gateway, new SmsWords(number, text, secret));
            if (!OutsideAddress.IsUsable(request.RequestUri!.AbsoluteUri, settings.PrivateGateways))
            {
                return new SmsOutcome(new SmsFault(SmsFaultKind.NotPublic), "");
            }

            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var said = await Said(response, secret, ct);
            return new SmsOutcome(FaultOf(response.StatusCode, said), said, (int)response.StatusCode >= 500);
        }
        catch (Exception exception) when (FaultOf(exception, ct) is not null)
        {
            var fault = FaultOf(exception, ct)!;
            return new SmsOutcome(fault, "", fault.Kind is SmsFaultKind.Unreachable);
        }
    }

    static SmsFault? FaultOf(HttpStatusCode status, string said) =>
        (int)status switch
        {
            >= 200 and < 300 => null,
            >= 300 and < 400 => new SmsFault(SmsFaultKind.Redirected),
            401 or 403 => new SmsFault(SmsFaultKind.SignInRefused, $"{(int)status} {said}"),
            _ => new SmsFault(SmsFaultKind.Refused, $"{(int)status} {said}"),
        };

    /// <summary>Null: it is not the gateway's doing.</summary>
    static SmsFault? FaultOf(Exception exception, CancellationToken ct) =>
        exception switch
        {
            OperationCanceledException => ct.IsCancellationRequested ? null : new SmsFault(SmsFaultKind.TimedOut),
            NotPublicException => new SmsFault(SmsFaultKind.NotPublic),
            AuthenticationException => new SmsFault(SmsFaultKind.BadCertificate),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new SmsFault(
                SmsFaultKind.NameUnknown
            ),
            SocketException or IOException => new SmsFault(SmsFaultKind.Unreachable),
            HttpRequestException { InnerException: { } inner } => FaultOf(inner, ct) ?? new SmsFault(SmsFaultKind.Unreachable),
            HttpRequestException => new SmsFault(SmsFaultKind.Unreachable),
            _ => null,
        };

    /// <summary>The beginning of the answer, without our secret should it be said back.</summary>
    static async Task<string> Said(HttpResponseMessage response, string secret, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[2048];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        var text = Encoding.UTF8.GetString(buffer, 0, length);
        var line = string.Concat((secret.Length > 0 ? text.Replace(secret, "•••", StringComparison.Ordinal) : text).Select(Plain)).Trim();
        return line.Length <= 300 ? line : line[..300];

        static char Plain(char sign) => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign;
    }
}

/// <param name="Fault">Null: the gateway has taken it.</param>
/// <param name="Said">What it answered, one line of at most 300 signs.</param>
internal sealed record SmsOutcome(SmsFault? Fault, string Said, bool IsWorthAnother = false);
