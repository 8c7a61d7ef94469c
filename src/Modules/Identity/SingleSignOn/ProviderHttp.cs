using ConnectMe.Kernel.Outside;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What the server itself asks of providers: as much and as long as a sign-in may take, and only where <see cref="OutsideHttp"/> goes.</summary>
internal sealed class ProviderHttp : IDisposable
{
    readonly bool _anywhere;
    readonly HttpClient _http;

    public ProviderHttp(SingleSignOnSettings settings)
    {
        _anywhere = settings.PrivateProviders;
        _http = OutsideHttp.Client(_anywhere, settings.TrustedRoot, Patience);
        _http.MaxResponseContentBufferSize = MostBytes;
    }

    public bool IsUsable(string? address) => OutsideAddress.IsUsable(address, _anywhere);

    /// <summary>The whole answer is read within the time that a request has.</summary>
    /// <returns>What went wrong, in the place of an answer.</returns>
    public async Task<(ProviderAnswer? Answer, ProviderFault? Fault)> Send(HttpRequestMessage request, CancellationToken ct)
    {
        if (!IsUsable(request.RequestUri?.AbsoluteUri))
        {
            return (null, new ProviderFault(ProviderFaultKind.NotHttps, ProviderFault.Plain(request.RequestUri?.OriginalString)));
        }

        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            if ((int)response.StatusCode is >= 300 and < 400)
            {
                return (null, new ProviderFault(ProviderFaultKind.Redirected));
            }

            var body = await response.Content.ReadAsStringAsync(ct);
            return (new ProviderAnswer((int)response.StatusCode, body, response.Headers.Date), null);
        }
        catch (Exception exception) when (ProviderFault.Of(exception, ct) is not null)
        {
            return (null, ProviderFault.Of(exception, ct));
        }
    }

    public void Dispose() => _http.Dispose();

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    const long MostBytes = 1024 * 1024;
}

/// <param name="At">Their clock; null: they do not say.</param>
internal sealed record ProviderAnswer(int Status, string Body, DateTimeOffset? At);
