using System.Globalization;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Voicemail.Keeping;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>The mail about a message: for whoever wants it, once, in their language, with the sound or without.</summary>
public sealed class MessageMailTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly OutsideCaller _caller = new(host);
    readonly Administrator _anna = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("B3")]
    public async Task Who_wants_it_is_mailed_who_left_a_message_when_and_how_long_with_the_sound_or_without_and_once()
    {
        await using var server = await MailServer.Start();
        await SetMail(server.Port);
        await Want("bram", "WithSound");
        await Want("sanne", "Notice");

        var withSound = await _caller.Leave("202", name: "Juwelier Brandt", number: "020 555 0999");
        await host
            .Services.GetRequiredService<MessageIntake>()
            .Take(_caller.Folder.Files.Of(Recorder.Company, withSound.OwnerId, withSound.Id), Ct); // as at the next start
        var notice = await _caller.Leave("203", name: "Bakkerij Kuipers", number: "020 555 0177");
        await _caller.Leave("204", name: "Wil geen mail", number: "020 555 0178");

        var mail = Read(await server.Mail("Voicemail van Juwelier Brandt"));
        Assert.Equal("bram@garagehofstra.example", mail.To.ToString());
        Assert.Contains("Juwelier Brandt (020 555 0999)", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Duur: 0:0", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://bellen.garagehofstra.example/voicemail?open={withSound.Id}", mail.TextBody, StringComparison.Ordinal);
        var attached = (MimePart)Assert.Single(mail.Attachments);
        Assert.Equal("audio/ogg", attached.ContentType.MimeType);
        Assert.Matches(@"^Voicemail \d{4}-\d\d-\d\d \d\d\.\d\d Juwelier Brandt\.ogg$", attached.FileName);
        using var sound = new MemoryStream();
        await attached.Content!.DecodeToAsync(sound, Ct);
        Assert.Equal(await File.ReadAllBytesAsync(_caller.PathOf(withSound), Ct), sound.ToArray());

        var plain = Read(await server.Mail("Voicemail van Bakkerij Kuipers"));
        Assert.Empty(plain.Attachments);
        Assert.Contains($"{notice.Id}", plain.TextBody, StringComparison.Ordinal);
        Assert.Single(server.Mails(), one => one.Contains("Juwelier Brandt", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Mails(), one => one.Contains("Wil geen mail", StringComparison.Ordinal));
    }

    [Fact]
    [Spec("B3")]
    public async Task It_is_in_the_language_of_its_reader_and_what_was_deleted_meanwhile_is_not_attached()
    {
        var port = MailServer.FreePort();
        await SetMail(port); // nobody is there yet: the message is in its list all the same
        await _anna.Do(
            $"/admin/people/{Administrator.PersonId("205")}",
            Garage.Fields("fatima", "205", ("Input.Name", "Fatima El Amrani"), ("Input.Language", "en"))
        );
        await Want("fatima", "WithSound");
        var message = await _caller.Leave("205", name: "", number: "");
        await new Administrator(host, "fatima").Do($"/voicemail/{message.Id}/delete");

        await using var server = await MailServer.Start(port);
        await SetMail(port); // the outbox looks again

        var mail = Read(await server.Mail("Voicemail from Anonymous"));
        Assert.Contains("You have a new voicemail message", mail.TextBody, StringComparison.Ordinal);
        Assert.Empty(mail.Attachments);
    }

    [Fact]
    [Spec("B3")]
    public async Task What_is_mailed_is_said_on_the_page_of_the_mailbox()
    {
        var noor = new Administrator(host, "noor");
        Assert.Equal("None", Chosen(await noor.Open("/settings/voicemail")));

        await noor.Do("/settings/voicemail", ("Input.IsOn", "true"), ("Input.Mail", "Notice"));

        Assert.Equal("Notice", Chosen(await noor.Open("/settings/voicemail")));
        Assert.True((await noor.Open("/settings/voicemail")).Document.QuerySelector("#Input_IsOn")!.HasAttribute("checked"));
        await noor.Do("/settings/voicemail", ("Input.Mail", "Notice"));
        Assert.False((await noor.Open("/settings/voicemail")).Document.QuerySelector("#Input_IsOn")!.HasAttribute("checked"));
        Assert.DoesNotContain(Recorder.Person("206"), await host.Services.GetRequiredService<Mailboxes>().Of(Recorder.Company, Ct));
    }

    static string? Chosen(Answer page) => page.Document.QuerySelector("#Input_Mail option[selected]")?.GetAttribute("value");

    Task<Answer> Want(string name, string mail) =>
        new Administrator(host, name).Do("/settings/voicemail", ("Input.IsOn", "true"), ("Input.Mail", mail));

    Task<Answer> SetMail(int port) =>
        _anna.Do(
            "/admin/mail",
            ("Input.Host", "127.0.0.1"),
            ("Input.Port", port.ToString(CultureInfo.InvariantCulture)),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.Site", "https://bellen.garagehofstra.example"),
            ("Input.Language", "nl")
        );

    static MimeMessage Read(string mail) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail)), Ct);
}
