using SkiaSharp;

namespace ConnectMe.Identity.Companies;

/// <summary>Makes the logo that is kept of a file that somebody sent: drawn and encoded anew, so without what the file said beside its pixels.</summary>
internal static class LogoImage
{
    public const int MostBytes = 2 * 1024 * 1024;
    public const int MostMegapixels = 16;

    /// <summary>Twice of what is shown at most, for fine screens.</summary>
    public const int Widest = 480;

    public const int Highest = 160;

    /// <returns>A PNG; or the key of what is wrong with the file.</returns>
    public static (byte[]? Png, string? Refusal) Read(byte[] sent)
    {
        if (sent.Length is 0)
        {
            return (null, "LogoNone");
        }

        if (sent.Length > MostBytes)
        {
            return (null, "LogoTooLarge");
        }

        using var data = SKData.CreateCopy(sent);
        using var codec = SKCodec.Create(data);
        if (
            codec is null
            || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)
        )
        {
            return (null, "LogoNotOne");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostMegapixels * 1_000_000L)
        {
            return (null, "LogoTooManyPixels"); // said before a pixel is decoded: a small file may claim any size
        }

        lock (OneAtATime)
        {
            return Decode(codec, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        }
    }

    static (byte[]? Png, string? Refusal) Decode(SKCodec codec, SKImageInfo info)
    {
        using var pixels = new SKBitmap();
        if (!pixels.TryAllocPixels(info) || codec.GetPixels(info, pixels.GetPixels()) is not SKCodecResult.Success)
        {
            return (null, "LogoBroken");
        }

        var scale = Math.Min(1f, Math.Min((float)Widest / info.Width, (float)Highest / info.Height));
        var (width, height) = (Math.Max(1, (int)(info.Width * scale)), Math.Max(1, (int)(info.Height * scale)));
        using var surface = SKSurface.Create(
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb())
        );
        using var image = SKImage.FromBitmap(pixels);
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Png, quality: 100);
        return (encoded.ToArray(), null);
    }

    /// <summary>Decoded, a picture may take 64 MB: many at once would take the calls' memory.</summary>
    static readonly Lock OneAtATime = new();
}
