using System.Net;
using System.Security.Cryptography;
using ConnectMe.Host.Web;
using ConnectMe.Identity.Domain;
using ConnectMe.Modules.Tests.Backups;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>The certificate of the pages, given on a page; and a proxy that has one.</summary>
public sealed class CertificatePageTests(CertificatePageTests.ProxiedHost host) : IClassFixture<CertificatePageTests.ProxiedHost>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A12-04")]
    public async Task What_is_wrong_with_it_is_said_at_its_field_and_nothing_changes()
    {
        var anna = new Administrator(host);
        var good = Certificates.SelfSigned("localhost", days: 90);
        var other = Certificates.SelfSigned("localhost", days: 90);
        var over = Certificates.SelfSigned("localhost", days: -1, began: -10);
        using var key = RSA.Create(2048);
        var closed = key.ExportEncryptedPkcs8PrivateKeyPem(
            "x",
            new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)
        );

        await Refuses("niet bij dit certificaat", "Key", good.Certificate, other.Key);
        await Refuses("niet bij dit certificaat", "Key", good.Certificate, key.ExportPkcs8PrivateKeyPem());
        await Refuses("geen sleutel", "Key", good.Certificate, "hello");
        await Refuses("heeft een wachtwoord", "Key", good.Certificate, closed);
        await Refuses("is verlopen", "Certificates", over.Certificate, over.Key);
        await Refuses("geen certificaat", "Certificates", "hello", good.Key);
        await Refuses("geen certificaat", "Certificates", "", "");
        await Refuses("geen certificaat", "Certificates", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", good.Key);

        async Task Refuses(string said, string field, string certificate, string keyGiven)
        {
            var answer = await anna.Post("/admin/certificate", ("Input.Certificates", certificate), ("Input.Key", keyGiven));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(said, answer.Text($"#Input_{field}-e"), StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE KEY", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Spec("A12-04")]
    public void What_browsers_will_say_of_it_is_said_beforehand()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (certificate, key, authority) = Certificates.Issued("phone.example");
        var alone = GivenCertificate.Read(certificate, key, "phone.example", now);
        var whole = GivenCertificate.Read(certificate + "\n" + authority, key, "phone.example", now);
        var elsewhere = GivenCertificate.Read(certificate + "\n" + authority, key, "pbx.example", now);

        Assert.Equal([CertificateFault.ChainIncomplete], alone.Warnings);
        Assert.Equal([CertificateFault.NotTrusted], whole.Warnings);
        Assert.Equal([CertificateFault.NameDiffers, CertificateFault.NotTrusted], elsewhere.Warnings);
        Assert.Equal(CertificateFault.NotYetValid, GivenCertificate.Read(certificate, key, "phone.example", now.AddDays(-5)).Refusal);
        Assert.Null(whole.Refusal);
        Assert.EndsWith("-----END PRIVATE KEY-----\n", whole.Pem, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A12-04")]
    public async Task Administrators_are_warned_21_7_and_1_days_before_its_end_once_each()
    {
        var anna = new Administrator(host);
        var (pem, key) = Certificates.SelfSigned("warned.example", days: 90);
        var saved = await anna.Do("/admin/certificate", ("Input.Certificates", pem), ("Input.Key", key));
        Assert.NotNull(saved.Document.QuerySelector("[data-warning=NameDiffers]"));
        Assert.Contains("warned.example", saved.Text("#shown-certificate"), StringComparison.Ordinal);
        Assert.Equal(
            "Good",
            (await anna.Open("/admin/health")).Document.QuerySelector("[data-finding=certificate]")!.GetAttribute("data-state")
        );

        var certificate = host.Services.GetRequiredService<HttpsCertificate>();
        var end = certificate.ValidUntil!.Value;
        var time = new FakeTimeProvider(end.AddDays(-22));
        using var watch = ActivatorUtilities.CreateInstance<CertificateWatch>(host.Services, time);
        var warned = new List<int?>();
        foreach (var days in new[] { 22, 20, 15, 7, 6, 1, 0 })
        {
            time.SetUtcNow(end.AddDays(-days));
            warned.Add(await watch.Look(Ct));
        }

        Assert.Equal([null, 21, null, 7, null, 1, null], warned);
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var mails = await query
            .Query<OutgoingMail>()
            .Where(mail => mail.Text.Contains("warned.example"))
            .OrderBy(mail => mail.QueuedAt)
            .ToListAsync(Ct);
        Assert.Equal(
            [
                "Het certificaat van ConnectMe geldt nog 20 dagen",
                "Het certificaat van ConnectMe geldt nog 7 dagen",
                "Het certificaat van ConnectMe geldt nog 1 dagen",
            ],
            mails.Select(mail => mail.Subject)
        );
        await anna.Do("/admin/certificate?handler=remove");
        Assert.Null(certificate.Shown);
    }

    [Theory]
    [InlineData("192.0.2.9", true)]
    [InlineData("198.51.100.4", true)]
    [InlineData("198.51.100.5", false)]
    [Spec("A12-04")]
    public async Task Only_a_proxy_that_is_trusted_is_believed_that_a_page_came_by_HTTPS(string proxy, bool isBelieved)
    {
        var answer = await host.NewBrowser("http://localhost")
            .Open("/sign-in", (FromThisMachine.AddressHeader, proxy), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(isBelieved, answer.Headers.ContainsKey("Strict-Transport-Security"));
    }

    [Fact]
    [Spec("A12-04")]
    public async Task It_is_for_administrators()
    {
        var bram = new Administrator(host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/certificate")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/certificate?handler=remove")).Status);
    }

    public sealed class ProxiedHost(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        protected override IEnumerable<(string Name, string Value)> Settings => [("Proxy:Trusted", "192.0.2.0/24, 198.51.100.4")];
    }
}
