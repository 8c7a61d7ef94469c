using ConnectMe.Identity.Pictures;
using SkiaSharp;

namespace ConnectMe.Identity.Companies;

/// <summary>Makes the logo that is kept of a file that somebody sent: drawn and encoded anew, so without what the file said beside its pixels.</summary>
internal static class LogoImage
{
    /// <summary>Twice of what is shown at most, for fine screens.</summary>
    public const int Widest = 480;

    public const int Highest = 160;

    /// <returns>A PNG; or the key of what is wrong with the file.</returns>
    public static (byte[]? Png, string? Refusal) Read(byte[] sent)
    {
        var (png, fault) = SentPicture.Read(sent, (image, _) => Draw(image));
        return (png, fault is null ? null : $"Logo{fault}");
    }

    static byte[] Draw(SKImage image)
    {
        var scale = Math.Min(1f, Math.Min((float)Widest / image.Width, (float)Highest / image.Height));
        var (width, height) = (Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
        using var surface = SKSurface.Create(SentPicture.Plain(width, height));
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.DrawImage(image, SKRect.Create(width, height), SentPicture.Fine);
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Png, quality: 100);
        return encoded.ToArray();
    }
}
