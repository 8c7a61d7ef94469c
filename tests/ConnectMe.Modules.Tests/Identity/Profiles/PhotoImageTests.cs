using System.Text;
using ConnectMe.Identity.Profiles;
using SkiaSharp;

namespace ConnectMe.Modules.Tests.Identity.Profiles;

public sealed class PhotoImageTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    [Spec("M14.1-01")]
    public void What_is_kept_is_the_middle_as_a_square_JPEG(SKEncodedImageFormat format)
    {
        var (image, refusal) = PhotoImage.Read(Pictures.Of(900, 300, format));

        Assert.Null(refusal);
        using var kept = Pictures.Decode(image!);
        Assert.Equal((PhotoImage.Side, PhotoImage.Side), (kept.Width, kept.Height));
        Assert.Equal([0xFF, 0xD8, 0xFF], image![..3]);
        Assert.True(IsRed(kept.GetPixel(20, 128)));
        Assert.True(IsBlue(kept.GetPixel(236, 128)));
    }

    [Theory]
    [InlineData(1, 20, 128, 236, 128)]
    [InlineData(2, 236, 128, 20, 128)]
    [InlineData(3, 236, 128, 20, 128)]
    [InlineData(4, 20, 128, 236, 128)]
    [InlineData(5, 128, 20, 128, 236)]
    [InlineData(6, 128, 20, 128, 236)]
    [InlineData(7, 128, 236, 128, 20)]
    [InlineData(8, 128, 236, 128, 20)]
    public void A_photo_stands_upright_and_says_no_more_than_its_pixels(byte orientation, int redX, int redY, int blueX, int blueY)
    {
        var sent = Pictures.FromPhone(640, 480, orientation, "52.3791N 4.9003E");

        var (image, _) = PhotoImage.Read(sent);

        using var kept = Pictures.Decode(image!);
        Assert.True(IsRed(kept.GetPixel(redX, redY)));
        Assert.True(IsBlue(kept.GetPixel(blueX, blueY)));
        Assert.Contains("52.3791N", Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
        Assert.DoesNotContain("52.3791N", Encoding.Latin1.GetString(image!), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(image!), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_transparent_becomes_white()
    {
        using var bitmap = new SKBitmap(64, 64);
        bitmap.Erase(SKColors.Transparent);
        using var sent = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        using var kept = Pictures.Decode(PhotoImage.Read(sent.ToArray()).Image!);

        Assert.True(kept.GetPixel(128, 128) is { Red: > 250, Green: > 250, Blue: > 250 });
    }

    static bool IsRed(SKColor pixel) => pixel is { Red: > 200, Blue: < 60 };

    static bool IsBlue(SKColor pixel) => pixel is { Blue: > 200, Red: < 60 };
}
