using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What providers say about themselves and their keys (OpenID Connect Discovery §4), kept for an hour.</summary>
internal sealed class ProviderDiscovery(ProviderHttp http, TimeProvider time)
{
    readonly ConcurrentDictionary<string, (Discovered What, DateTimeOffset At)> _known = new(StringComparer.Ordinal);

    /// <param name="atMost">How old what is known may be; null: an hour, of a fault ten seconds.</param>
    public async Task<Discovered> Of(string issuer, TimeSpan? atMost, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(issuer, out var known) && now - known.At < (atMost ?? (known.What.Fault is null ? Fresh : Pause)))
        {
            return known.What;
        }

        var found = await Ask(issuer, ct);
        _known[issuer] = (found, now);
        return found;
    }

    async Task<Discovered> Ask(string issuer, CancellationToken ct)
    {
        var (text, at, fault) = await Get(issuer.TrimEnd('/') + Place, ct);
        if (fault is not null)
        {
            return new Discovered(null, fault, null);
        }

        if (Read(() => OpenIdConnectConfiguration.Create(text)) is not { } document)
        {
            return new Discovered(null, new ProviderFault(ProviderFaultKind.NotADocument), at);
        }

        // OpenID Connect Discovery §4.3: the issuer MUST exactly match
        if (document.Issuer != issuer)
        {
            return new Discovered(null, new ProviderFault(ProviderFaultKind.OtherIssuer, ProviderFault.Plain(document.Issuer)), at);
        }

        string[] addresses = [document.AuthorizationEndpoint, document.TokenEndpoint, document.JwksUri];
        if (Array.Find(addresses, address => !http.IsUsable(address)) is { } unusable)
        {
            return new Discovered(null, new ProviderFault(ProviderFaultKind.NotHttps, ProviderFault.Plain(unusable)), at);
        }

        var (keys, _, noKeys) = await Get(document.JwksUri, ct);
        if (noKeys is not null)
        {
            return new Discovered(null, noKeys, at);
        }

        foreach (var key in Read(() => new JsonWebKeySet(keys))?.GetSigningKeys() ?? [])
        {
            document.SigningKeys.Add(key);
        }

        return document.SigningKeys.Count == 0
            ? new Discovered(null, new ProviderFault(ProviderFaultKind.NotADocument), at)
            : new Discovered(document, null, at);
    }

    async Task<(string Text, DateTimeOffset? At, ProviderFault? Fault)> Get(string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return ("", null, new ProviderFault(ProviderFaultKind.NotHttps, ProviderFault.Plain(address)));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Accept.ParseAdd("application/json");
        var (answer, fault) = await http.Send(request, ct);
        return answer switch
        {
            null => ("", null, fault),
            { Status: 200 } => (answer.Body, answer.At, null),
            _ => ("", answer.At, new ProviderFault(ProviderFaultKind.NoDocument, $"{answer.Status}")),
        };
    }

    /// <summary>Null: it is not what it should be. The library says so by several exceptions.</summary>
    static T? Read<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    const string Place = "/.well-known/openid-configuration";
    static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>A fault is not looked at again by each click of a stranger.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
}

/// <param name="Document">With its signing keys; null: there is a fault.</param>
/// <param name="At">Their clock when they answered; null: they do not say.</param>
internal sealed record Discovered(OpenIdConnectConfiguration? Document, ProviderFault? Fault, DateTimeOffset? At);
