using SkiaSharp;

namespace ConnectMe.Identity.Pictures;

/// <summary>Reads a picture that somebody sent, and hands on nothing of it but its pixels.</summary>
internal static class SentPicture
{
    public const int MostBytes = 2 * 1024 * 1024;
    public const int MostMegapixels = 16;

    /// <param name="draw">Draws and encodes what is kept, of the pixels and how the camera says that it was held.</param>
    /// <returns>What was drawn; or what is wrong with the file.</returns>
    public static (byte[]? Drawn, PictureFault? Fault) Read(byte[] sent, Func<SKImage, SKEncodedOrigin, byte[]> draw)
    {
        if (sent.Length is 0)
        {
            return (null, PictureFault.None);
        }

        if (sent.Length > MostBytes)
        {
            return (null, PictureFault.TooLarge);
        }

        using var data = SKData.CreateCopy(sent);
        using var codec = SKCodec.Create(data);
        if (
            codec is null
            || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)
        )
        {
            return (null, PictureFault.NotOne);
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostMegapixels * 1_000_000L)
        {
            return (null, PictureFault.TooManyPixels); // said before a pixel is decoded: a small file may claim any size
        }

        lock (OneAtATime)
        {
            using var pixels = new SKBitmap();
            var info = Plain(width, height);
            if (!pixels.TryAllocPixels(info) || codec.GetPixels(info, pixels.GetPixels()) is not SKCodecResult.Success)
            {
                return (null, PictureFault.Broken);
            }

            using var image = SKImage.FromBitmap(pixels);
            return (draw(image, codec.EncodedOrigin), null);
        }
    }

    public static SKImageInfo Plain(int width, int height) =>
        new(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());

    public static SKSamplingOptions Fine => new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Decoded, a picture may take 64 MB: many at once would take the calls' memory.</summary>
    static readonly Lock OneAtATime = new();
}

/// <summary>What is wrong with a file that was to be a picture; the texts are named after it, "PhotoTooLarge".</summary>
internal enum PictureFault
{
    None,
    TooLarge,
    NotOne,
    TooManyPixels,
    Broken,
}
