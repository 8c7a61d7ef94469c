using System.Net.Security;
using System.Security.Authentication;

namespace ConnectMe.Sip.Transport;

/// <summary>TLS 1.2 and 1.3, on both sides.</summary>
sealed class TlsHandshake(SipEndpointOptions options)
{
    /// <summary>The certificate is asked for at each handshake (R10).</summary>
    public async Task<IMessageStream> Accept(Stream stream, CancellationToken ct)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsServerAsync((_, hello, _, _) => ValueTask.FromResult(Terms(hello.ServerName)), null, ct);
            return new StreamMessages(tls);
        }
        catch (Exception)
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <param name="serverName">What the certificate must be made out to (RFC 5922 §7.1).</param>
    public async Task<IMessageStream> Connect(Stream stream, string serverName, CancellationToken ct)
    {
        var tls = new SslStream(stream);
        var isTrusted = true;
        try
        {
            var terms = new SslClientAuthenticationOptions
            {
                TargetHost = serverName,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
                    isTrusted = options.TrustedServer?.Invoke(sender, certificate, chain, errors) ?? errors is SslPolicyErrors.None,
            };
            await tls.AuthenticateAsClientAsync(terms, ct);
            return new StreamMessages(tls);
        }
        catch (AuthenticationException error) when (!isTrusted)
        {
            await tls.DisposeAsync();
            throw new CertificateRefusedException(error);
        }
        catch (Exception)
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    SslServerAuthenticationOptions Terms(string? serverName) =>
        new()
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ServerCertificateContext =
                options.Certificate?.Invoke(string.IsNullOrEmpty(serverName) ? null : serverName)
                ?? throw new AuthenticationException("There is no certificate for TLS."),
        };
}
