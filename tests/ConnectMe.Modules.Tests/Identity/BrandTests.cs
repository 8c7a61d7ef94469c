using System.Net;
using System.Text;
using ConnectMe.Identity.Pictures;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using MimeKit;
using SkiaSharp;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The company's logo: on the sign-in page, in the top bar and in mail.</summary>
public sealed class BrandTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A11-01")]
    public async Task A_logo_is_shown_before_and_after_the_sign_in_and_in_mail_until_it_is_taken_away()
    {
        var saved = await _anna.Send("/admin/company/logo", "logo.jpg", Picture(1200, 300, SKEncodedImageFormat.Jpeg));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        var address = saved.Document.QuerySelector("#logo-now img")!.GetAttribute("src")!;

        var stranger = host.NewBrowser();
        Assert.Equal(address, (await stranger.Open("/sign-in")).Document.QuerySelector(".brand img")!.GetAttribute("src"));
        var top = (await _anna.Open("/calls")).Document.QuerySelector(".top .brand img")!;
        Assert.Equal((address, "Garage Hofstra"), (top.GetAttribute("src"), top.GetAttribute("alt")));
        using var answer = await stranger.Http.GetAsync(new Uri(address, UriKind.Relative), Ct);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var shown = SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal((480, 120), (shown.Width, shown.Height));

        await using var server = await MailServer.Start();
        await _anna.Do(
            "/admin/mail",
            ("Input.Host", "127.0.0.1"),
            ("Input.Port", $"{server.Port}"),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.Language", "nl")
        );
        await _anna.Do("/admin/mail/test");
        using var mail = await MimeMessage.LoadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(await server.Mail("Testmail van ConnectMe"))),
            Ct
        );
        Assert.Contains("Dag Anna de Vries", mail.TextBody, StringComparison.Ordinal);
        var picture = Assert.Single(mail.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("image", "png"));
        Assert.Contains($"cid:{picture.ContentId}", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", mail.HtmlBody, StringComparison.Ordinal);

        var removed = await _anna.Do("/admin/company/logo/remove");
        Assert.Null(removed.Document.QuerySelector("#logo-now"));
        Assert.Null((await stranger.Open("/sign-in")).Document.QuerySelector(".brand img"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open(address)).Status);
    }

    [Fact]
    [Spec("A11-01")]
    public async Task What_is_no_picture_is_refused_beside_the_field()
    {
        await Refused("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(), "SVG");
        await Refused("logo.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "geen PNG");
        await Refused("logo.png", Picture(40, 40, SKEncodedImageFormat.Png)[..60], "");
        await Refused("logo.png", [], "Kies een afbeelding");
        await Refused("logo.png", new byte[SentPicture.MostBytes + 1], "hoogstens 2 MB");
        await Refused("bom.png", Claiming(30_000, 30_000), "megapixels");
        Assert.Equal(HttpStatusCode.Forbidden, (await new Administrator(host, "bram").Post("/admin/company/logo")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await new Administrator(host, "bram").Post("/admin/company/logo/remove")).Status);
    }

    async Task Refused(string name, byte[] content, string why)
    {
        var answer = await _anna.Send("/admin/company/logo", name, content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(why, answer.Text("#logo-file-e"), StringComparison.Ordinal);
    }

    static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.SteelBlue);
        using var encoded = bitmap.Encode(format, quality: 90);
        return encoded.ToArray();
    }

    /// <summary>A small PNG whose header says that it is this large.</summary>
    static byte[] Claiming(int width, int height)
    {
        var png = Picture(8, 8, SKEncodedImageFormat.Png);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>Of a chunk of a PNG (ISO 3309).</summary>
    static uint Crc(ReadOnlySpan<byte> chunk)
    {
        var crc = uint.MaxValue;
        foreach (var octet in chunk)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
