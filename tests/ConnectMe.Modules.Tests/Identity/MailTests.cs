using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class MailTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);

    readonly Administrator _anna = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A12-05")]
    public async Task The_test_button_sends_a_mail_to_the_administrator_in_their_language()
    {
        await using var server = await MailServer.Start();
        await Set(server.Port);

        var answer = await _anna.Do("/admin/mail/test");

        Assert.Contains("anna@garagehofstra.example", answer.Body, StringComparison.Ordinal);
        var mail = Read(await server.Mail("Testmail van ConnectMe"));
        Assert.Equal("anna@garagehofstra.example", mail.To.ToString());
        Assert.Equal("pbx@garagehofstra.example", mail.From.ToString());
        Assert.Contains("Dag Anna de Vries", mail.TextBody, StringComparison.Ordinal);
        Assert.EndsWith("@garagehofstra.example", mail.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A12-05")]
    public async Task What_fails_is_said_in_words()
    {
        await Set(MailServer.FreePort());
        await Says("antwoordt niet op deze poort");

        await Set(25, "mail.garagehofstra.invalid");
        await Says("is niet te vinden");

        await using (var plain = await MailServer.Start())
        {
            await Set(plain.Port, security: "StartTls");
            await Says("spreekt op deze poort geen TLS");
            await Set(plain.Port, security: "StartTls", user: "pbx", password: "geheim");
            await Says("spreekt op deze poort geen TLS"); // the password was not sent in the clear
        }

        using var folder = new TemporaryFolder();
        var (certificate, key) = await SelfSigned(folder.Path);
        await using var encrypted = await MailServer.Start(port: null, "--tlscert", certificate, "--tlskey", key);
        await Set(encrypted.Port, security: "StartTls");
        await Says("certificaat van 127.0.0.1 is niet geldig");
        Assert.Empty(encrypted.Mails());
    }

    [Fact]
    [Spec("A12-05")]
    public async Task A_server_that_says_nothing_is_given_up_after_ten_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await Set(((IPEndPoint)silent.LocalEndpoint).Port);

        await Says("niet binnen tien seconden");
    }

    [Fact]
    [Spec("A12-05")]
    public async Task Mail_waits_while_the_server_is_away_and_goes_when_it_is_back()
    {
        var port = MailServer.FreePort();
        await Set(port);
        await Send(new MailMessage("bram@garagehofstra.example", "Wacht", "Tot de server er is."));
        await Eventually.Is(async () => (await Waiting()).Any(mail => mail is { Subject: "Wacht", Tries: > 0 }));

        await using var server = await MailServer.Start(port);
        await Set(port); // the outbox looks again when the settings are saved, not only after its pause

        await server.Mail("Subject: Wacht");
        await Eventually.Is(async () => (await Waiting()).All(mail => mail.Subject != "Wacht"));
        Assert.Single(server.Mails());
    }

    [Fact]
    public async Task Nothing_in_a_mail_becomes_a_header_or_a_second_recipient()
    {
        await using var server = await MailServer.Start();
        await Set(server.Port);

        await Send(
            new MailMessage(
                "bram@garagehofstra.example",
                "Een\r\nBcc: dief@example.net\r\n\r\nTekst",
                ".\r\nRCPT TO:<dief@example.net>\r\n"
            )
        );
        await Send(new MailMessage("bram@garagehofstra.example\r\nBcc: dief@example.net", "Twee", ""));
        await Send(new MailMessage("bram@garagehofstra.example", new string('x', 10_000), new string('y', 1_000_000)));

        var mail = Read(await server.Mail("Subject: Een"));
        Assert.Empty(mail.Bcc);
        Assert.Equal("bram@garagehofstra.example", mail.Headers["X-RcptTo"]);
        var large = Read(await server.Mail("xxxxxxxx"));
        Assert.Equal((200, true), (large.Subject!.Length, large.TextBody!.Length < 70_000));
        Assert.DoesNotContain(server.Mails(), one => one.Contains("Subject: Twee", StringComparison.Ordinal));
    }

    [Fact]
    [Spec("A12-05")]
    public async Task The_password_is_kept_encrypted_shown_to_nobody_and_goes_to_no_other_server()
    {
        await Set(587, "smtp.example.org", "StartTls", user: "pbx", password: "heel-geheim");

        var kept = await Settings();
        Assert.DoesNotContain("geheim", kept.ProtectedPassword, StringComparison.Ordinal);
        Assert.DoesNotContain("heel-geheim", (await _anna.Open("/admin/mail")).Body, StringComparison.Ordinal);

        await Set(587, "smtp.example.org", "StartTls", user: "pbx");
        Assert.Equal(kept.ProtectedPassword, (await Settings()).ProtectedPassword);
        await Set(587, "smtp.example.net", "StartTls", user: "pbx");
        Assert.Null((await Settings()).ProtectedPassword);
    }

    [Theory]
    [InlineData("Input.Host", "geen server", "geen servernaam")]
    [InlineData("Input.Port", "0", "van 1 tot")]
    [InlineData("Input.Sender", "anna", "geen e-mailadres")]
    [InlineData("Input.Sender", "Anna <anna@example.org>", "geen e-mailadres")]
    [InlineData("Input.UserName", "pbx", "leesbaar over het net")]
    [InlineData("Input.Language", "xx", "Kies er een")]
    [Spec("A12-05")]
    public async Task What_cannot_be_is_refused(string field, string value, string refusal)
    {
        var answer = await _anna.Post("/admin/mail", [.. Fields(25).Where(f => f.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text($"#{field.Replace('.', '_')}-e"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_settings_are_for_administrators()
    {
        var bram = new Administrator(host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/mail")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/mail/test")).Status);
    }

    Task<Answer> Set(
        int port,
        string server = "127.0.0.1",
        string security = "None",
        string user = "",
        string password = "",
        string sender = "pbx@garagehofstra.example"
    ) =>
        _anna.Do(
            "/admin/mail",
            [
                .. Fields(port).Where(f => f.Item1 is "Input.Port" or "Input.Language"),
                ("Input.Host", server),
                ("Input.Security", security),
                ("Input.Sender", sender),
                ("Input.UserName", user),
                ("Input.Password", password),
            ]
        );

    static (string, string)[] Fields(int port) =>
        [
            ("Input.Host", "127.0.0.1"),
            ("Input.Port", port.ToString(CultureInfo.InvariantCulture)),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.UserName", ""),
            ("Input.Language", "nl"),
        ];

    async Task Says(string words) =>
        Assert.Contains(words, (await _anna.Do("/admin/mail/test")).Document.Body!.TextContent, StringComparison.Ordinal);

    async Task Send(MailMessage message)
    {
        await using var session = Store.SessionFor(Company);
        host.Services.GetRequiredService<IMail>().Add(session, Company, message);
        await session.SaveChangesAsync(Ct);
    }

    async Task<IReadOnlyList<OutgoingMail>> Waiting()
    {
        await using var query = Store.QuerySession();
        return await query.Query<OutgoingMail>().ToListAsync(Ct);
    }

    async Task<MailSettings> Settings()
    {
        await using var query = Store.QueryFor(Company);
        return (await query.LoadAsync<MailSettings>(Company.Value, Ct))!;
    }

    IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    static MimeMessage Read(string mail) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail)), Ct);

    static async Task<(string Certificate, string Key)> SelfSigned(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (certificatePath, keyPath) = (Path.Combine(folder, "mail.crt"), Path.Combine(folder, "mail.key"));
        await File.WriteAllTextAsync(certificatePath, certificate.ExportCertificatePem(), Ct);
        await File.WriteAllTextAsync(keyPath, key.ExportPkcs8PrivateKeyPem(), Ct);
        return (certificatePath, keyPath);
    }
}
