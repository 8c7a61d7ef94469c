using System.Buffers.Binary;
using System.IO.Hashing;
using System.Net;
using System.Text;
using ConnectMe.Identity.Profiles;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using SkiaSharp;

namespace ConnectMe.Modules.Tests.Identity.Profiles;

/// <summary>Files that are a picture and something else, or claim to be more than they are.</summary>
public sealed class HostilePictureTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    const string Script = "<html><script>alert(1)</script></html>";

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Nothing_of_a_file_is_kept_but_pixels(SKEncodedImageFormat format)
    {
        byte[] sent = [.. Pictures.Of(300, 300, format), .. Encoding.UTF8.GetBytes(Script), .. "PK\u0003\u0004"u8];

        var (image, refusal) = PhotoImage.Read(sent);

        Assert.Null(refusal);
        Assert.DoesNotContain("script", Encoding.Latin1.GetString(image!), StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xD8, 0xFF], image![..3]);
    }

    [Fact]
    public void Of_thousands_of_frames_the_first_is_taken()
    {
        var (image, refusal) = PhotoImage.Read(Animated(5000));

        Assert.Null(refusal);
        using var kept = Pictures.Decode(image!);
        Assert.Equal((PhotoImage.Side, PhotoImage.Side), (kept.Width, kept.Height));
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(1, 2_000_000_000)]
    [InlineData(0, 0)]
    public void What_claims_to_be_huge_is_refused_before_it_is_decoded(int width, int height)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (image, refusal) = PhotoImage.Read(Claiming(width, height));

        Assert.Null(image);
        Assert.NotNull(refusal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData("../../../etc/cron.d/x.jpg")]
    [InlineData("C:\\windows\\x.jpg::$DATA")]
    [InlineData("x.svg")]
    [InlineData("x.php%00.jpg")]
    [InlineData("long")]
    public async Task A_name_of_a_file_is_nobodys_business(string name)
    {
        var noor = new Administrator(host, "noor");
        var browser = await noor.Browser();
        var head =
            $"--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"{(name == "long" ? new string('n', 300) : name)}\"\r\nContent-Type: text/html\r\n\r\n";
        using var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes(head), .. Pictures.Of(300, 300), .. "\r\n--b--\r\n"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/settings/profile/photo") { Content = content };
        request.Headers.Add("RequestVerificationToken", await browser.FreshToken());

        using var answer = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.Redirect, $"{answer.StatusCode}");
        var address = (await noor.Open("/settings/profile")).Document.QuerySelector("#the-photo img")!.GetAttribute("src")!;
        Assert.Matches($"^/people/{Administrator.PersonId("206")}/photo/[0-9a-f]{{32}}$", address);
        var photo = await noor.Open(address);
        Assert.Equal("image/jpeg", photo.Headers["Content-Type"]); // whatever it was said to be
    }

    /// <summary>A PNG whose header says this size, with the right checksum.</summary>
    static byte[] Claiming(int width, int height)
    {
        var png = Pictures.Of(4, 4, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.HashToUInt32(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>WebP container, "Extended file format": the same frame again and again.</summary>
    static byte[] Animated(int frames)
    {
        var still = Pictures.Of(16, 16, SKEncodedImageFormat.Webp);
        byte[] frame = [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 10, 0, 0, 0, .. still[12..]];
        byte[] parts =
        [
            .. "WEBP"u8,
            .. Chunk("VP8X", [2, 0, 0, 0, 15, 0, 0, 15, 0, 0]),
            .. Chunk("ANIM", [0, 0, 0, 0, 0, 0]),
            .. Enumerable.Repeat(Chunk("ANMF", frame), frames).SelectMany(chunk => chunk),
        ];
        return Chunk("RIFF", parts);
    }

    static byte[] Chunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. content, .. content.Length % 2 == 0 ? Array.Empty<byte>() : [0]];
    }
}
