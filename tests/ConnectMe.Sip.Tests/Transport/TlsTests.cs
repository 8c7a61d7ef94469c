using System.Net.Security;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class TlsTests : IAsyncLifetime
{
    readonly LiveLoop _loop = new();

    [Fact]
    public async Task A_request_over_TLS_is_answered()
    {
        var (phone, subject) = await RawStream.ConnectTls(_loop.At(SipProtocol.Tls));
        using (phone)
        {
            Assert.Equal(200, (await phone.Probe("a")).StatusCode);
            Assert.Equal("CN=sip.example", subject);
        }
    }

    [Fact, Spec("R10")]
    public async Task A_renewed_certificate_is_used_for_the_next_handshake_and_connections_stay()
    {
        var (before, _) = await RawStream.ConnectTls(_loop.At(SipProtocol.Tls));
        await before.Probe("a");

        _loop.Certificate = SslStreamCertificateContext.Create(Certificates.Create("CN=renewed.example"), null);
        var (after, subject) = await RawStream.ConnectTls(_loop.At(SipProtocol.Tls));

        Assert.Equal("CN=renewed.example", subject);
        Assert.Equal(200, (await after.Probe("b")).StatusCode);
        Assert.Equal(200, (await before.Probe("c")).StatusCode);
        before.Dispose();
        after.Dispose();
    }

    [Fact]
    public async Task We_speak_TLS_as_a_client()
    {
        await using var server = new LiveLoop();

        _loop.Send("OPTIONS", SipTarget.At(SipUri.Parse($"sips:{server.At(SipProtocol.Tls)}")));

        Assert.Equal("200", await _loop.Told());
        Assert.Equal(SipProtocol.Tls, server.User.Transactions[0].Flow.Protocol);
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_trusted_gets_nothing()
    {
        await using var server = new LiveLoop();
        server.Certificate = SslStreamCertificateContext.Create(Certificates.Create("CN=somebody.else"), null);

        _loop.Send("OPTIONS", SipTarget.At(SipUri.Parse($"sips:{server.At(SipProtocol.Tls)}")));

        Assert.Equal("failed: CertificateRefused", await _loop.Told());
        Assert.Empty(server.User.Transactions);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _loop.DisposeAsync();
}
