using SkiaSharp;

namespace ConnectMe.Identity.Profiles;

/// <summary>Makes the photo that is kept of a file that somebody sent: its middle as a square, upright, drawn and encoded anew, so without what the file said beside its pixels.</summary>
internal static class PhotoImage
{
    public const int MostBytes = 2 * 1024 * 1024;
    public const int MostMegapixels = 16;
    public const int Side = 256;

    /// <returns>A JPEG; or the key of what is wrong with the file.</returns>
    public static (byte[]? Image, string? Refusal) Read(byte[] sent)
    {
        if (sent.Length is 0)
        {
            return (null, "PhotoNone");
        }

        if (sent.Length > MostBytes)
        {
            return (null, "PhotoTooLarge");
        }

        using var data = SKData.CreateCopy(sent);
        using var codec = SKCodec.Create(data);
        if (
            codec is null
            || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)
        )
        {
            return (null, "PhotoNotOne");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostMegapixels * 1_000_000L)
        {
            return (null, "PhotoTooManyPixels"); // said before a pixel is decoded: a small file may claim any size
        }

        lock (OneAtATime)
        {
            return Decode(codec, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        }
    }

    static (byte[]? Image, string? Refusal) Decode(SKCodec codec, SKImageInfo info)
    {
        using var pixels = new SKBitmap();
        if (!pixels.TryAllocPixels(info) || codec.GetPixels(info, pixels.GetPixels()) is not SKCodecResult.Success)
        {
            return (null, "PhotoBroken");
        }

        using var surface = SKSurface.Create(
            new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb())
        );
        using var image = SKImage.FromBitmap(pixels);
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White); // what is transparent in a PNG
        Upright(canvas, codec.EncodedOrigin);
        var side = Math.Min(info.Width, info.Height);
        var middle = SKRect.Create((info.Width - side) / 2f, (info.Height - side) / 2f, side, side);
        canvas.DrawImage(image, middle, SKRect.Create(Side, Side), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return (encoded.ToArray(), null);
    }

    /// <summary>A camera may store what it saw turned or mirrored and say so in the EXIF (Orientation, tag 0x0112).</summary>
    static void Upright(SKCanvas canvas, SKEncodedOrigin origin)
    {
        var (mirroredX, mirroredY, degrees) = origin switch
        {
            SKEncodedOrigin.TopRight => (-1, 1, 0),
            SKEncodedOrigin.BottomRight => (1, 1, 180),
            SKEncodedOrigin.BottomLeft => (1, -1, 0),
            SKEncodedOrigin.LeftTop => (-1, 1, 90),
            SKEncodedOrigin.RightTop => (1, 1, 90),
            SKEncodedOrigin.RightBottom => (1, -1, 90),
            SKEncodedOrigin.LeftBottom => (1, 1, 270),
            _ => (1, 1, 0),
        };
        canvas.Translate(Side / 2f, Side / 2f);
        canvas.Scale(mirroredX, mirroredY);
        canvas.RotateDegrees(degrees);
        canvas.Translate(-Side / 2f, -Side / 2f);
    }

    const int Quality = 85;

    /// <summary>Decoded, a photo may take 64 MB: many at once would take the calls' memory.</summary>
    static readonly Lock OneAtATime = new();
}
