using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Outside;

namespace ConnectMe.Identity.Mail;

/// <summary>The tokens with which companies sign in to their mail servers: each asked for once, and used until shortly before it ends.</summary>
internal sealed class MailTokens(OAuthSettings options, TimeProvider time) : IDisposable
{
    /// <summary>Somebody waits for the page.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    const int LargestAnswer = 64 * 1024;

    readonly HttpClient _http = OutsideHttp.Client(options.PrivateTokenServers, options.TrustedRoot, Patience);
    readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <param name="secret">Of the client, or the key of the service account.</param>
    /// <returns>The token; or why there is none.</returns>
    public async Task<(string Token, MailFault? Fault)> Of(MailSettings settings, string secret, CancellationToken ct)
    {
        var (oauth, mailbox) = (settings.OAuth!, settings.UserName ?? "");
        var asked = new Asked(oauth, mailbox, settings.ProtectedPassword);
        if (_kept.TryGetValue(settings.Id, out var kept) && kept.Asked == asked && time.GetUtcNow() < kept.Until)
        {
            return (kept.Token, null);
        }

        if (RequestOf(oauth, mailbox, secret) is not var (address, fields))
        {
            return ("", new MailFault(MailFaultKind.KeyUnreadable));
        }

        var answer = await Ask(address, fields, secret, ct);
        if (answer.Fault is null)
        {
            _kept[settings.Id] = new Kept(asked, answer.Token, time.GetUtcNow() + answer.GoodFor - Margin(answer.GoodFor));
        }

        return (answer.Token, answer.Fault);
    }

    /// <summary>The next one is asked for anew: the mail server refused it, or an administrator tries whether it works.</summary>
    public void Forget(Guid company) => _kept.TryRemove(company, out _);

    public void Dispose() => _http.Dispose();

    (string Address, Dictionary<string, string> Fields)? RequestOf(MailOAuth oauth, string mailbox, string secret)
    {
        if (oauth.Kind is not MailSignIn.Google)
        {
            return (
                oauth.TokenAddress,
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = oauth.ClientId,
                    ["client_secret"] = secret,
                    ["scope"] = oauth.Scope,
                }
            );
        }

        return ServiceAccountKey.Read(secret) is not { } key
            ? null
            : (
                key.TokenAddress,
                new Dictionary<string, string>
                {
                    ["grant_type"] = ServiceAccountKey.Grant,
                    ["assertion"] = key.Assertion(mailbox, oauth.Scope, time.GetUtcNow()),
                }
            );
    }

    async Task<Answer> Ask(string address, Dictionary<string, string> fields, string secret, CancellationToken ct)
    {
        if (!OutsideAddress.IsUsable(address, options.PrivateTokenServers))
        {
            return Answer.Of(new MailFault(MailFaultKind.TokenNotPublic));
        }

        var server = new Uri(address).Host;
        try
        {
            using var form = new FormUrlEncodedContent(fields);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Read(response.StatusCode, await Content(response, ct), secret, server);
        }
        catch (Exception exception) when (FaultOf(exception, ct) is not null)
        {
            return Answer.Of(FaultOf(exception, ct)! with { Server = server });
        }
    }

    /// <summary>RFC 6749 §5.</summary>
    static Answer Read(HttpStatusCode status, ReadOnlyMemory<byte> body, string secret, string server)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            string Said(string name) =>
                json.RootElement.TryGetProperty(name, out var said) && said.ValueKind is JsonValueKind.String ? said.GetString()! : "";
            if (status is HttpStatusCode.OK && Said("access_token") is { Length: > 0 } token)
            {
                var goodFor = json.RootElement.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var s) ? s : 0;
                return new Answer(token, TimeSpan.FromSeconds(Math.Max(goodFor, 0)), Fault: null);
            }

            var kind = Said("error") switch
            {
                "invalid_client" or "invalid_grant" => MailFaultKind.TokenRefused,
                "invalid_scope" or "unauthorized_client" or "access_denied" => MailFaultKind.ScopeRefused,
                _ => MailFaultKind.NoToken,
            };
            var why = $"{(int)status} {Said("error")} {Said("error_description")}";
            var plain = secret.Length > 0 ? why.Replace(secret, "•••", StringComparison.Ordinal) : why; // should it be said back
            return Answer.Of(new MailFault(kind, SmtpDelivery.OneLine(plain, 300)) { Server = server });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Answer.Of(new MailFault(MailFaultKind.NoToken, $"{(int)status}") { Server = server });
        }
    }

    static async Task<ReadOnlyMemory<byte>> Content(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[LargestAnswer];
        return buffer.AsMemory(0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct));
    }

    /// <summary>Null: it is not the token service's doing.</summary>
    static MailFault? FaultOf(Exception exception, CancellationToken ct) =>
        exception switch
        {
            OperationCanceledException => ct.IsCancellationRequested ? null : new MailFault(MailFaultKind.TokenUnreachable),
            NotPublicException => new MailFault(MailFaultKind.TokenNotPublic),
            AuthenticationException => new MailFault(MailFaultKind.BadCertificate),
            HttpRequestException { InnerException: { } inner } => FaultOf(inner, ct) ?? new MailFault(MailFaultKind.TokenUnreachable),
            SocketException or IOException or HttpRequestException => new MailFault(MailFaultKind.TokenUnreachable),
            _ => null,
        };

    /// <summary>A mail that is sent with it takes a while too.</summary>
    static TimeSpan Margin(TimeSpan goodFor) => goodFor > TimeSpan.FromMinutes(10) ? TimeSpan.FromMinutes(5) : goodFor / 2;

    sealed record Asked(MailOAuth OAuth, string Mailbox, string? ProtectedSecret);

    sealed record Kept(Asked Asked, string Token, DateTimeOffset Until);

    sealed record Answer(string Token, TimeSpan GoodFor, MailFault? Fault)
    {
        public static Answer Of(MailFault fault) => new("", TimeSpan.Zero, fault);
    }
}
